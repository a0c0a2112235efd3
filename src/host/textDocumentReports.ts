import * as vscode from "vscode";
import type { Disposable } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";

const scheme = "deck-report";

/** How often a live report is written anew while somebody can see it. */
const liveMs = 1_000;

/**
 * Reports as read-only markdown documents: nothing of them is on disk, and a report that is shown again takes
 * its old one's place. Whoever writes a report keeps secrets and contents out of it.
 */
export class TextDocumentReports implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new vscode.EventEmitter<vscode.Uri>());
  private readonly composers = new Map<string, () => string>();
  private readonly texts = new Map<string, string>();
  private ticker: NodeJS.Timeout | undefined;

  constructor() {
    const provider = { onDidChange: this.changed.event, provideTextDocumentContent: (uri: vscode.Uri) => this.texts.get(uri.path) ?? gone };
    this.lifetime.own(vscode.workspace.registerTextDocumentContentProvider(scheme, provider));
    this.lifetime.own(vscode.window.onDidChangeVisibleTextEditors(() => this.heed()));
    this.lifetime.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)));
    this.lifetime.own({ dispose: () => clearInterval(this.ticker) });
  }

  /** The title becomes the name of the tab. */
  showReport(title: string, markdown: string): Promise<void> {
    return this.showLive(title, () => markdown);
  }

  /** As `showReport`, but written anew for as long as it is in sight. */
  async showLive(title: string, compose: () => string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${title}.md` });
    this.composers.set(uri.path, compose);
    this.write(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    this.heed();
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private write(uri: vscode.Uri): void {
    const text = this.composers.get(uri.path)?.();
    if (text === undefined || text === this.texts.get(uri.path)) return;
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
  }

  private heed(): void {
    clearInterval(this.ticker);
    this.ticker = undefined;
    const inSight = vscode.window.visibleTextEditors.map(editor => editor.document.uri).filter(uri => uri.scheme === scheme);
    if (inSight.length === 0) return;
    const writeAll = (): void => inSight.forEach(uri => this.write(uri));
    writeAll();
    this.ticker = setInterval(writeAll, liveMs);
  }

  private forget(uri: vscode.Uri): void {
    if (uri.scheme !== scheme) return;
    this.composers.delete(uri.path);
    this.texts.delete(uri.path);
  }
}

/** What the editor shows where it restores a tab of an earlier window. */
const gone = "This report was written in an earlier window. Run its command again for a new one.\n";
