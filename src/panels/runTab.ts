import type * as vscode from "vscode";
import { pageOptions, type PageFiles } from "../host/pageFiles.ts";
import { pageShell } from "../host/pageShell.ts";
import type { PanelView, RunPageState, ToRunPage } from "../protocol/runPage.ts";

/** A text that the page will want as soon as it draws the state. */
interface ComingText {
  readonly part: "output";
  readonly version: number;
  readonly bytes: Uint8Array;
}

/** The editor tab of a run: what the page in it is told, and when it can hear it. */
export class RunTab {
  private readonly panel: vscode.WebviewPanel;
  private readonly files: PageFiles;
  private readonly extensionUri: vscode.Uri;
  private isReady: boolean;
  private isOver = false;
  private sentVersion: number | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, files: PageFiles) {
    this.panel = panel;
    this.files = files;
    this.extensionUri = extensionUri;
    // A panel that showed another run before has its page already.
    this.isReady = panel.webview.html !== "";
  }

  name(title: string, icon: NonNullable<vscode.WebviewPanel["iconPath"]>): void {
    this.panel.title = title;
    this.panel.iconPath = icon;
  }

  /** The first state stands in the page itself. Until the page listens nothing is sent: then all is said anyway. */
  show(state: RunPageState, panel: PanelView): void {
    const message: ToRunPage = { type: "state", state, panel };
    if (this.panel.webview.html === "") this.write(message);
    else if (this.isReady) void this.tell(message);
  }

  /** Right after the state that speaks of it, without the page having to ask. */
  send({ part, version, bytes }: ComingText): void {
    if (!this.isReady || this.sentVersion === version) return;
    this.sentVersion = version;
    void this.tell({ type: "text", part, version, bytes });
  }

  get canHear(): boolean {
    return this.isReady;
  }

  /** A page that was hidden begins anew, and knows nothing of what it was told. */
  hearReady(): void {
    this.isReady = true;
    this.sentVersion = undefined;
  }

  async tell(message: ToRunPage): Promise<void> {
    // What was asked for before the tab was closed may come after it.
    if (!this.isOver) await this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.isOver = true;
  }

  private write(message: ToRunPage): void {
    const { webview } = this.panel;
    webview.options = pageOptions(this.extensionUri);
    webview.html = pageShell(webview, this.files, "Run", message);
  }
}
