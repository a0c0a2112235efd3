import { readFile } from "node:fs/promises";
import * as z from "zod";
import * as vscode from "vscode";

/** What esbuild.mjs writes down of a page: paths from dist/webview. */
const Preloads = z.object({
  /** What the page's script imports at once. */
  now: z.array(z.string()),
  /** What it is about to import, when a run with an output is shown. */
  soon: z.array(z.string()),
});

/** A page's own script and styles as text, and what the browser loads besides. */
export interface PageFiles {
  readonly folder: vscode.Uri;
  readonly script: string;
  /** What the script imports at once, as text, by its path. */
  readonly chunks: ReadonlyMap<string, string>;
  readonly icons: string;
  readonly styles: string;
  /** What it is about to import: paths. */
  readonly soon: readonly string[];
}

/** Read once for all panels: every file that a page asks for itself takes the long way through the editor. */
export async function readPageFiles(extensionUri: vscode.Uri, page: string): Promise<PageFiles> {
  const folder = pagesFolder(extensionUri);
  const text = (name: string): Promise<string> => readFile(vscode.Uri.joinPath(folder, name).fsPath, "utf8");
  const [script, icons, styles, preloads] = await Promise.all([text(`${page}.js`), text("codicon.css"), text(`${page}.css`), text("preloads.json")]);
  const { now, soon } = Preloads.parse(JSON.parse(preloads));
  const chunks = new Map(await Promise.all(now.map(async path => [path, await text(path)] as const)));
  return { folder, script, chunks, icons, styles, soon };
}

/** What a page may load: our own bundle and nothing else. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [pagesFolder(extensionUri)] };
}

function pagesFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webview");
}
