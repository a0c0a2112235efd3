import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import { report } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { FromRunPage, type ToRunPage } from "../protocol/runPage.ts";
import { carryOut, doing } from "./carryOut.ts";
import { OutputWatch } from "./outputWatch.ts";
import type { PanelParts, PanelSubject, RunDesk } from "./panelParts.ts";
import { RunAnswer } from "./runAnswer.ts";
import { RunFrames } from "./runFrames.ts";
import { RunContent } from "./runContent.ts";
import { RunReading } from "./runReading.ts";
import { RunReview } from "./runReview.ts";
import { RunScreen } from "./runScreen.ts";
import { RunTab } from "./runTab.ts";
import { ShownRun } from "./shownRun.ts";
import { statusImage } from "./statusImage.ts";

/** One run in an editor tab, kept true for as long as it can be seen. */
export class RunPanel implements vscode.Disposable, RunDesk {
  readonly id: string;
  readonly parts: PanelParts;
  readonly frames: RunFrames;
  readonly content: RunContent;
  private readonly panel: vscode.WebviewPanel;
  private readonly tab: RunTab;
  private readonly screen: RunScreen;
  private readonly check: OutputWatch;
  private readonly lifetime = new Lifetime();
  private readonly question: RunAnswer;
  private readonly review = this.lifetime.own(new RunReview(() => this.screen.redraw()));
  private looking: vscode.Disposable | undefined;
  private readonly shown: ShownRun;
  private readonly reading: RunReading;

  constructor(parts: PanelParts, panel: vscode.WebviewPanel, subject: PanelSubject) {
    this.parts = parts;
    this.panel = panel;
    this.shown = new ShownRun(subject);
    this.id = subject.id;
    this.content = new RunContent(parts.copies);
    this.frames = new RunFrames(parts.copies, Date.now);
    this.check = new OutputWatch(vscode.Uri.joinPath(parts.app.extensionUri, "dist", "panels", "outputCheckWorker.js").fsPath, () => this.screen.redraw());
    this.tab = this.lifetime.own(new RunTab(panel, parts.app.extensionUri, parts.page));
    const { id } = subject;
    this.question = this.lifetime.own(new RunAnswer({ id, answers: parts.app.answers, changed: () => this.screen.redraw(), load: () => this.load() }));
    const { shown, content, check, question, review, tab } = this;
    const known = { content, check, question, review };
    const screen = new RunScreen({ id, parts, tab, known, subject: () => shown.current });
    this.screen = screen;
    this.reading = this.lifetime.own(new RunReading({ app: parts.app, shown, known, screen, isVisible: () => panel.visible }));
    this.listen();
    this.begin();
  }

  get isPreview(): boolean {
    return this.shown.current.isPreview;
  }

  isElsewhere(session: Session): boolean {
    return this.shown.isElsewhere(session);
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal({ column, preserveFocus }: { column?: vscode.ViewColumn | undefined; preserveFocus?: boolean }): void {
    this.panel.reveal(column, preserveFocus);
  }

  /** From now on no other run takes its place. */
  keep(): void {
    if (!this.isPreview) return;
    this.shown.keep();
    this.screen.say();
    this.parts.onDidKeep();
  }

  goTo(atMs: number): void {
    this.screen.goTo(atMs);
  }

  hearReady(): void {
    this.screen.hearReady();
  }

  beginAgain(): void {
    this.screen.rest();
  }

  dispose(): void {
    this.looking?.dispose();
    this.check.dispose();
    this.lifetime.dispose();
  }

  /** The session that the run belongs to; rejects with what is in the way. */
  async session(): Promise<Session> {
    const session = await this.parts.app.connection.join();
    if (this.isElsewhere(session)) throw new Error(`This run belongs to ${this.shown.owner}. Switch to that profile first.`);
    return session;
  }

  async load(): Promise<void> {
    await this.reading.load();
  }

  async answer(values: Readonly<Record<string, string>>): Promise<void> {
    await this.question.send(await this.session(), this.content.run, values);
  }

  async decide(decided: { decision: "approve" | "reject"; note: string }): Promise<void> {
    await this.review.decide(await this.session(), this.id, decided);
    await this.load();
  }

  async awaitReview(): Promise<void> {
    this.review.awaitElsewhere(await this.session(), this.id, this.parts.app.attention);
  }

  tell(message: ToRunPage): Promise<void> {
    return this.tab.tell(message);
  }

  private listen(): void {
    const { app, memories } = this.parts;
    this.lifetime.own(this.panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)));
    this.lifetime.own(this.panel.onDidChangeViewState(() => this.look()));
    this.lifetime.own(app.connection.onDidChange(() => this.follow()));
    this.lifetime.own(memories.onDidChange(() => this.screen.say()));
  }

  private begin(): void {
    const { session } = this.parts.app.connection;
    const isKnown = session !== undefined && !this.isElsewhere(session) && this.reading.showKnown(session);
    if (!isKnown) this.showUnknown();
    this.reading.follow(session);
    this.look();
  }

  /** The run that was here before leaves nothing of its own on the tab. */
  private showUnknown(): void {
    this.panel.iconPath = statusImage(this.parts.app.extensionUri, { status: "unknown", result: null });
    this.screen.say();
  }

  /** Seen, it counts as a reason to ask often; hidden, it asks for nothing. */
  private look(): void {
    // Another column, or another panel in front beside it, is no new sight.
    if (this.panel.visible === (this.looking !== undefined)) return;
    this.looking?.dispose();
    this.looking = this.panel.visible ? this.parts.app.attention.look() : undefined;
    if (!this.panel.visible) this.screen.rest();
    void this.load();
  }

  private follow(): void {
    const { session } = this.parts.app.connection;
    this.reading.follow(session);
    this.review.follow(session);
    void this.load();
  }

  private async receive(message: unknown): Promise<void> {
    const intent = FromRunPage.safeParse(message);
    // Not what it was: an answer could be in it.
    if (!intent.success) return this.parts.app.log.warn("The run page sent what is not understood.");
    try {
      await carryOut(this, intent.data, this.shown.current);
    } catch (error) {
      await report(this.parts.app, doing[intent.data.type], error);
    }
  }
}
