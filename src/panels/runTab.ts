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
  private isWritten: boolean;
  private isOver = false;
  private sentVersion: number | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, files: PageFiles) {
    this.panel = panel;
    this.files = files;
    this.extensionUri = extensionUri;
    // A panel that showed another run before has its page already, while it is in sight.
    this.isWritten = panel.webview.html !== "" && panel.visible;
    this.isReady = this.isWritten;
  }

  name(title: string, icon: NonNullable<vscode.WebviewPanel["iconPath"]>): void {
    this.panel.title = title;
    this.panel.iconPath = icon;
  }

  /** The first state stands in the page itself. Until the page listens nothing is sent: then all is said anyway. */
  show(state: RunPageState, panel: PanelView): void {
    const message: ToRunPage = { type: "state", state, panel };
    if (!this.isWritten) this.write(message);
    else if (this.isReady) void this.tell(message);
  }

  /** Out of sight the page ends. When it begins anew, it begins with what is known now, not with what was when the tab was opened. */
  rest(state: RunPageState, panel: PanelView): void {
    if (this.isOver) return;
    this.isReady = false;
    this.write({ type: "state", state, panel });
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
    this.isWritten = true;
    const { webview } = this.panel;
    webview.options = pageOptions(this.extensionUri);
    webview.html = pageShell(webview, this.files, "Run", message);
  }
}
