import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { previewContext, runPanelType } from "../host/commandIds.ts";
import type { PageFiles } from "../host/pageFiles.ts";
import { runTitle } from "../runs/runLine.ts";
import { FramesCopies } from "./framesCopy.ts";
import { PageMemories } from "./pageMemory.ts";
import { isDoubleClick, keepIn, preservesFocus, subjectIn } from "./panelArguments.ts";
import type { PanelParts, PanelSubject } from "./panelParts.ts";
import { RunPanel } from "./runPanel.ts";

interface OpenPanel {
  readonly own: RunPanel;
  readonly panel: vscode.WebviewPanel;
  /** To the panel, for as long as it shows this run: it outlives many. */
  readonly listening: vscode.Disposable;
}

/** One panel for each run. At most one of them is a preview, which the next run takes over. */
export class OpenPanels implements vscode.Disposable {
  private readonly app: App;
  private readonly parts: PanelParts;
  private readonly memories: PageMemories;
  private readonly byId = new Map<string, OpenPanel>();
  private lastOpened: { readonly id: string; readonly at: number } | undefined;

  constructor(app: App, storage: vscode.Uri, page: PageFiles) {
    this.app = app;
    this.memories = new PageMemories(app.memory);
    this.parts = {
      app,
      page,
      memories: this.memories,
      copies: new FramesCopies(storage),
      storage,
      openBeside: (id, atMs) => this.openBeside(id, atMs),
      onDidKeep: () => this.tellContext(),
    };
  }

  /**
   * A second click of a double click comes as a second call: it keeps what the first one opened. A second call at any time
   * goes into what the first one only showed.
   */
  open(id: string, argument: unknown): void {
    const now = Date.now();
    const keeps = keepIn(argument) || isDoubleClick(this.lastOpened, { id, at: now });
    const known = this.byId.get(id);
    const isAgain = this.lastOpened?.id === id && known?.panel.visible === true;
    const preserveFocus = preservesFocus(argument) && !isAgain;
    this.lastOpened = { id, at: now };
    if (!known) this.show({ id, isPreview: !keeps }, preserveFocus);
    else if (this.isMetHere(known.own)) this.takeOver(known, { id, isPreview: known.own.isPreview }, preserveFocus);
    else known.own.reveal({ preserveFocus });
    if (keeps) this.byId.get(id)?.own.keep();
  }

  keepActive(): void {
    for (const { own } of this.byId.values()) if (own.isActive) own.keep();
  }

  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const subject = subjectIn(state);
    if (!subject) return panel.dispose();
    // Two previews can be left by two windows that were one.
    this.adopt(panel, this.preview() ? { ...subject, isPreview: false } : subject);
  }

  dispose(): void {
    for (const { own } of this.byId.values()) own.dispose();
    this.memories.dispose();
  }

  private async openBeside(id: string, atMs: number): Promise<void> {
    const known = this.byId.get(id);
    if (known) known.own.reveal({ column: known.own.column });
    else this.adopt(this.newPanel(id, { viewColumn: vscode.ViewColumn.Beside }), { id, isPreview: false });
    this.byId.get(id)?.own.goTo(atMs);
  }

  private show(subject: PanelSubject, preserveFocus: boolean): void {
    const preview = subject.isPreview ? this.preview() : undefined;
    if (!preview) return this.adopt(this.newPanel(subject.id, { viewColumn: vscode.ViewColumn.Active, preserveFocus }), subject);
    this.takeOver(preview, subject, preserveFocus);
  }

  /** Two profiles can see the same run: it is opened as the run of the one that shows it now. */
  private isMetHere(own: RunPanel): boolean {
    const { session } = this.app.connection;
    return session !== undefined && own.isElsewhere(session) && session.store.get(own.id) !== undefined;
  }

  private takeOver({ own, panel, listening }: OpenPanel, subject: PanelSubject, preserveFocus: boolean): void {
    this.byId.delete(own.id);
    listening.dispose();
    own.dispose();
    panel.title = titleOf(this.app, subject.id);
    this.adopt(panel, subject);
    panel.reveal(undefined, preserveFocus);
  }

  private newPanel(id: string, place: { viewColumn: vscode.ViewColumn; preserveFocus?: boolean }): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(runPanelType, titleOf(this.app, id), place);
  }

  private preview(): OpenPanel | undefined {
    return [...this.byId.values()].find(({ own }) => own.isPreview);
  }

  private adopt(panel: vscode.WebviewPanel, subject: PanelSubject): void {
    const own = new RunPanel(this.parts, panel, subject);
    const closed = (): void => {
      if (this.byId.get(subject.id)?.own === own) this.byId.delete(subject.id);
      own.dispose();
      this.tellContext();
    };
    const listening = vscode.Disposable.from(panel.onDidChangeViewState(() => this.tellContext()), panel.onDidDispose(closed));
    this.byId.set(subject.id, { own, panel, listening });
    this.tellContext();
  }

  private tellContext(): void {
    const isPreview = [...this.byId.values()].some(({ own }) => own.isActive && own.isPreview);
    void vscode.commands.executeCommand("setContext", previewContext, isPreview);
  }
}

function titleOf({ connection: { session } }: App, id: string): string {
  const run = session?.store.get(id);
  return run && session ? runTitle(session.taskName(run), id) : id;
}
