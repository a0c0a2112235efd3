import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Run } from "../api/schemas/run.ts";
import { systemClock } from "../base/clock.ts";
import { Lifetime } from "../base/lifetime.ts";
import { logFailure, report } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { FromRunPage, type RunPageState, type RunView, type ToRunPage } from "../protocol/runPage.ts";
import { Reloads } from "../runs/reloads.ts";
import { runTitle } from "../runs/runLine.ts";
import { carryOut, doing } from "./carryOut.ts";
import { OutputWatch } from "./outputWatch.ts";
import { drawnAgain, elsewhere, withProblem } from "./panelStates.ts";
import type { PanelParts, PanelSubject, RunDesk } from "./panelParts.ts";
import { RunAnswer } from "./runAnswer.ts";
import { RunFrames } from "./runFrames.ts";
import { RunReview } from "./runReview.ts";
import { RunTab } from "./runTab.ts";
import { RunReader, knownNames, namesOf } from "./runReader.ts";
import { type RunContext, runView } from "./runView.ts";
import { statusImage } from "./statusImage.ts";

/** Encoding it costs nothing that could be felt. */
const shortCharacters = 200_000;

/** One run in an editor tab, kept true for as long as it can be seen. */
export class RunPanel implements vscode.Disposable, RunDesk {
  readonly id: string;
  readonly parts: PanelParts;
  readonly frames: RunFrames;
  readonly reader: RunReader;
  private readonly panel: vscode.WebviewPanel;
  private readonly tab: RunTab;
  private readonly check: OutputWatch;
  private readonly question = new RunAnswer(() => this.redraw());
  private readonly lifetime = new Lifetime();
  private readonly review = this.lifetime.own(new RunReview(() => this.redraw()));
  private looking: vscode.Disposable | undefined;
  private readonly reloads: Reloads;
  private loading: AbortController | undefined;
  private subject: PanelSubject;
  private state: RunPageState;
  private names: RunContext["names"] | undefined;
  private wantedAtMs: number | undefined;
  private isOver = false;

  constructor(parts: PanelParts, panel: vscode.WebviewPanel, subject: PanelSubject) {
    this.parts = parts;
    this.panel = panel;
    this.subject = subject;
    this.id = subject.id;
    this.state = { kind: "loading", id: this.id };
    this.tab = new RunTab(panel, parts.app.extensionUri, parts.page);
    this.reader = new RunReader(parts.copies);
    this.frames = new RunFrames(parts.copies);
    this.check = new OutputWatch(vscode.Uri.joinPath(parts.app.extensionUri, "dist", "panels", "outputCheckWorker.js").fsPath, () => this.redraw());
    this.reloads = this.lifetime.own(new Reloads({ id: this.id, attention: parts.app.attention, clock: systemClock, load: () => this.load() }));
    this.lifetime.own(panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)));
    this.lifetime.own(panel.onDidChangeViewState(() => this.look()));
    this.lifetime.own(parts.app.connection.onDidChange(() => this.follow()));
    this.lifetime.own(parts.memories.onDidChange(() => this.sayState()));
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
    this.sayState();
    this.parts.onDidKeep();
  }

  goTo(atMs: number): void {
    this.wantedAtMs = atMs;
    this.sayPlace();
  }

  /** What was said before the page listened is lost, so all is said again. */
  hearReady(): void {
    this.tab.hearReady();
    this.sayState();
    this.sayPlace();
  }

  dispose(): void {
    this.isOver = true;
    this.tab.dispose();
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
      if (this.isElsewhere(session)) return this.become(elsewhere(this.state, this.owner()));
      this.showKnown(session);
      await this.read(session, loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) this.showProblem(error);
    }
  }

  async answer(values: Readonly<Record<string, string>>): Promise<void> {
    await this.question.send(await this.session(), this.reader.run, values);
    await this.load();
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

  private sayState(): void {
    const { memories } = this.parts;
    const { isPreview, profile } = this.subject;
    this.tab.show(this.state, { isPreview, profile, memory: memories.current });
    this.sendOutput();
  }

  /** What the page will ask for at once; not what would keep it from drawing the rest, nor what it does not show. */
  private sendOutput(): void {
    const mark = this.reader.texts.mark("output");
    if (!mark || mark.characters > shortCharacters || this.state.kind !== "run") return;
    if (this.parts.memories.current.folded.includes("output")) return;
    for (const { version, bytes } of this.reader.texts.bytes("output")) this.tab.send({ part: "output", version, bytes });
  }

  private begin(): void {
    const { session } = this.parts.app.connection;
    // The run that was here before leaves nothing of its own on the tab.
    this.panel.iconPath = statusImage(this.parts.app.extensionUri, session?.store.get(this.id) ?? { status: "unknown", result: null });
    if (session && !this.isElsewhere(session)) this.showKnown(session);
    // Of a run that no list has told there is only the id to show.
    if (this.state.kind === "loading") this.sayState();
    this.reloads.follow(session);
    this.look();
  }

  /** Seen, it counts as a reason to ask often; hidden, it asks for nothing. */
  private look(): void {
    // Another column, or another panel in front beside it, is no new sight.
    if (this.panel.visible === (this.looking !== undefined)) return;
    this.looking?.dispose();
    this.looking = this.panel.visible ? this.parts.app.attention.look() : undefined;
    void this.load();
  }

  private follow(): void {
    this.reloads.follow(this.parts.app.connection.session);
    void this.load();
  }

  private async read(session: Session, signal: AbortSignal): Promise<void> {
    const run = await this.reader.read(session, this.id, signal);
    this.subject = { ...this.subject, profile: { id: session.profile.id, name: session.profile.name } };
    this.show(run, knownNames(session, run));
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
    this.show(run, names);
    this.check.look(session.tasks.get(run.task_id)?.output_schema, this.reader.texts.text("output"));
  }

  /** Only a picture of the past: without it the time line makes do with the run's own times. */
  private async learnChanges(session: Session, signal: AbortSignal): Promise<void> {
    try {
      if (await this.reader.readChanges(session, signal)) this.redraw();
    } catch (error) {
      if (!signal.aborted) logFailure(this.parts.app.log, `Reading the events of ${this.id}`, error);
    }
  }

  /** What the list has told is there at once. */
  private showKnown(session: Session): void {
    const known = session.store.get(this.id);
    if (this.reader.run || !known || this.state.kind === "run") return;
    this.subject = { ...this.subject, profile: { id: session.profile.id, name: session.profile.name } };
    this.panel.title = runTitle(session.taskName(known), this.id);
    // Also its question: who types at once keeps what was typed when the rest arrives.
    this.question.see(known);
    this.become({ kind: "run", run: runView(known, { names: knownNames(session, known), answering: this.question.state }) });
  }

  private show(run: Run, names: RunContext["names"]): void {
    this.names = names;
    this.question.see(run);
    this.panel.title = runTitle(names.task, run.id);
    this.panel.iconPath = statusImage(this.parts.app.extensionUri, run);
    this.become({ kind: "run", run: this.view(run, names) });
    this.sayPlace();
  }

  /** With what has come since it was read. */
  private redraw(): void {
    const { run } = this.reader;
    if (run && this.names) this.become(drawnAgain(this.state, this.view(run, this.names)));
  }

  private view(run: Run, names: RunContext["names"]): RunView {
    const { texts, changes, hasFramesCopy } = this.reader;
    const mark = (part: string) => texts.mark(part);
    return runView(run, { names, mark, changes, hasFramesCopy, answering: this.question.state, check: this.check.result, review: this.review.state });
  }

  private sayPlace(): void {
    if (this.wantedAtMs === undefined || !this.tab.canHear || !this.reader.run) return;
    void this.tell({ type: "goTo", atMs: this.wantedAtMs });
    this.wantedAtMs = undefined;
  }

  private showProblem(error: unknown): void {
    const { app } = this.parts;
    logFailure(app.log, `Reading ${this.id}`, error);
    this.become(withProblem(this.state, error));
    // What can pass by itself is tried again.
    if (app.connection.session && !hasFailed(error, "notFound") && !hasFailed(error, "unauthorized")) this.reloads.failed();
  }

  private isElsewhere(session: Session): boolean {
    const { profile } = this.subject;
    return profile !== undefined && profile.id !== session.profile.id;
  }

  private owner(): string {
    return this.subject.profile?.name ?? "another profile";
  }

  private become(state: RunPageState): void {
    this.state = state;
    this.sayState();
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
