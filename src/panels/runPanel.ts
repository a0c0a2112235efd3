import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Run } from "../api/schemas/run.ts";
import { systemClock } from "../base/clock.ts";
import { Lifetime } from "../base/lifetime.ts";
import { logFailure, report } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { FromRunPage, type ToRunPage } from "../protocol/runPage.ts";
import { Reloads } from "../runs/reloads.ts";
import { carryOut, doing } from "./carryOut.ts";
import { OutputWatch } from "./outputWatch.ts";
import type { PanelParts, PanelSubject, RunDesk } from "./panelParts.ts";
import { RunAnswer } from "./runAnswer.ts";
import { RunFrames } from "./runFrames.ts";
import { knownNames, namesOf } from "./runNames.ts";
import { RunContent } from "./runContent.ts";
import { RunReview } from "./runReview.ts";
import { RunScreen } from "./runScreen.ts";
import { RunTab } from "./runTab.ts";
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
  private readonly reloads: Reloads;
  private loading: AbortController | undefined;
  private subject: PanelSubject;
  private isOver = false;

  constructor(parts: PanelParts, panel: vscode.WebviewPanel, subject: PanelSubject) {
    this.parts = parts;
    this.panel = panel;
    this.subject = subject;
    this.id = subject.id;
    this.content = new RunContent(parts.copies);
    this.frames = new RunFrames(parts.copies);
    this.check = new OutputWatch(vscode.Uri.joinPath(parts.app.extensionUri, "dist", "panels", "outputCheckWorker.js").fsPath, () => this.screen.redraw());
    this.tab = this.lifetime.own(new RunTab(panel, parts.app.extensionUri, parts.page));
    const { id } = subject;
    this.question = this.lifetime.own(new RunAnswer({ id, answers: parts.app.answers, changed: () => this.screen.redraw(), load: () => this.load() }));
    const { content, check, question, review, tab } = this;
    this.screen = new RunScreen({ id, parts, tab, known: { content, check, question, review }, subject: () => this.subject });
    this.reloads = this.lifetime.own(new Reloads({ id, attention: parts.app.attention, clock: systemClock, load: () => this.load() }));
    this.listen();
    this.begin();
  }

  get isPreview(): boolean {
    return this.subject.isPreview;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  reveal(column?: vscode.ViewColumn): void {
    this.panel.reveal(column);
  }

  /** From now on no other run takes its place. */
  keep(): void {
    if (!this.subject.isPreview) return;
    this.subject = { ...this.subject, isPreview: false };
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
    this.isOver = true;
    this.loading?.abort();
    this.looking?.dispose();
    this.check.dispose();
    this.lifetime.dispose();
  }

  /** The session that the run belongs to; rejects with what is in the way. */
  async session(): Promise<Session> {
    const session = await this.parts.app.connection.join();
    if (this.isElsewhere(session)) throw new Error(`This run belongs to ${this.owner()}. Switch to that profile first.`);
    return session;
  }

  /** An answer that was overtaken by a later question is dropped. */
  async load(): Promise<void> {
    if (this.isOver) return;
    this.loading?.abort();
    this.reloads.cancel();
    if (!this.panel.visible) return;
    const loading = new AbortController();
    this.loading = loading;
    try {
      const session = await this.parts.app.connection.join();
      if (this.isElsewhere(session)) return this.screen.showElsewhere(this.owner());
      this.showKnown(session);
      await this.read(session, loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) this.showProblem(error);
    }
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
    const isKnown = session !== undefined && !this.isElsewhere(session) && this.showKnown(session);
    if (!isKnown) this.showUnknown();
    this.reloads.follow(session);
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
    this.reloads.follow(session);
    this.review.follow(session);
    void this.load();
  }

  /** Tells whether a list has told of the run. */
  private showKnown(session: Session): boolean {
    const known = session.store.get(this.id);
    if (!known) return false;
    this.belongTo(session);
    this.screen.showKnown(session, known);
    return true;
  }

  private async read(session: Session, signal: AbortSignal): Promise<void> {
    const run = await this.content.read(session, this.id, signal);
    this.belongTo(session);
    this.screen.show(run, knownNames(session, run));
    this.reloads.succeeded(run);
    await Promise.all([
      this.learnNames(session, run, signal),
      this.learnChanges(session, signal),
      run.status === "review_required" && this.review.learn(session, signal),
    ]);
  }

  private async learnNames(session: Session, run: Run, signal: AbortSignal): Promise<void> {
    const names = await namesOf(session, run, signal);
    signal.throwIfAborted();
    this.screen.show(run, names);
    this.check.look(session.tasks.get(run.task_id)?.output_schema, this.content.texts.text("output"));
  }

  private async learnChanges(session: Session, signal: AbortSignal): Promise<void> {
    const { isNew, problem } = await this.content.readChanges(session, signal);
    if (problem) this.parts.app.log.warn(`The time line of ${this.id}: ${problem}`);
    if (isNew) this.screen.redraw();
  }

  private showProblem(error: unknown): void {
    const { app } = this.parts;
    logFailure(app.log, `Reading ${this.id}`, error);
    this.screen.showProblem(error);
    // What can pass by itself is tried again.
    if (app.connection.session && !hasFailed(error, "notFound") && !hasFailed(error, "unauthorized")) this.reloads.failed();
  }

  private belongTo({ profile: { id, name } }: Session): void {
    this.subject = { ...this.subject, profile: { id, name } };
  }

  isElsewhere(session: Session): boolean {
    const { profile } = this.subject;
    return profile !== undefined && profile.id !== session.profile.id;
  }

  private owner(): string {
    return this.subject.profile?.name ?? "another profile";
  }

  private async receive(message: unknown): Promise<void> {
    const intent = FromRunPage.safeParse(message);
    // Not what it was: an answer could be in it.
    if (!intent.success) return this.parts.app.log.warn("The run page sent what is not understood.");
    try {
      await carryOut(this, intent.data, this.subject);
    } catch (error) {
      await report(this.parts.app, doing[intent.data.type], error);
    }
  }
}
