import * as vscode from "vscode";
import * as z from "zod";
import { Screenshot } from "../api/schemas/run.ts";
import { fileName } from "../runs/fileNames.ts";

const CopyIndex = z.object({ run: z.string(), screenshots: z.array(Screenshot.omit({ url: true })) });
type CopyIndex = z.infer<typeof CopyIndex>;

/** Screenshots of runs that somebody wanted to keep, on this machine, for when the service has deleted its own. */
export class FramesCopies {
  private readonly folder: vscode.Uri;

  constructor(storage: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(storage, "screenshots");
  }

  /** What was kept of a run, without addresses; undefined if nothing was. */
  async list(run: string): Promise<CopyIndex["screenshots"] | undefined> {
    const text = await read(this.at(run, "index.json"));
    if (!text) return undefined;
    const index = readIndex(new TextDecoder().decode(text));
    return index?.run === run ? index.screenshots : undefined;
  }

  async frame(run: string, index: number): Promise<ArrayBuffer | undefined> {
    const bytes = await read(this.at(run, `${index}`));
    return bytes && new Uint8Array(bytes).buffer;
  }

  /** The index comes last: a copy that was broken off is none. */
  async keep(run: string, screenshots: readonly Screenshot[], bytesOf: (index: number) => Promise<ArrayBuffer>): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.at(run));
    for (const index of screenshots.keys()) {
      await vscode.workspace.fs.writeFile(this.at(run, `${index}`), new Uint8Array(await bytesOf(index)));
    }
    const text = JSON.stringify(CopyIndex.parse({ run, screenshots }));
    await vscode.workspace.fs.writeFile(this.at(run, "index.json"), new TextEncoder().encode(text));
  }

  private at(run: string, ...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, fileName(run), ...path);
  }
}

/** One that was cut off is none: the run is shown without it. */
function readIndex(text: string): CopyIndex | undefined {
  try {
    return CopyIndex.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function read(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
