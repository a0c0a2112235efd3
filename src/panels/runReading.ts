import { hasFailed } from "../api/apiError.ts";
import type { Run } from "../api/schemas/run.ts";
import { systemClock } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";
import type { App } from "../host/app.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { Reloads } from "../runs/feed/reloads.ts";
import { knownNames, namesOf } from "./runNames.ts";
import type { Known, RunScreen } from "./runScreen.ts";
import type { ShownRun } from "./shownRun.ts";

interface ReadingOptions {
  readonly app: App;
  readonly shown: ShownRun;
  readonly known: Pick<Known, "content" | "check" | "review">;
  readonly screen: RunScreen;
  readonly isVisible: () => boolean;
}

/** Reads the run of a panel for as long as it can be seen, and puts on the screen what there is to know, or what is in the way. */
export class RunReading implements Disposable {
  private readonly options: ReadingOptions;
  private readonly reloads: Reloads;
  private loading: AbortController | undefined;
  private isOver = false;

  constructor(options: ReadingOptions) {
    this.options = options;
    const { app, shown } = options;
    this.reloads = new Reloads({ id: shown.id, attention: app.attention, clock: systemClock, load: () => this.load() });
  }

  follow(session: Session | undefined): void {
    this.reloads.follow(session);
  }

  /** An answer that was overtaken by a later question is dropped. */
  async load(): Promise<void> {
    if (this.isOver) return;
    const { app, shown, screen, isVisible } = this.options;
    this.loading?.abort();
    this.reloads.cancel();
    if (!isVisible()) return;
    const loading = new AbortController();
    this.loading = loading;
    try {
      const session = await app.connection.join();
      if (shown.isElsewhere(session)) return screen.showElsewhere(shown.owner);
      this.showKnown(session);
      await this.read(session, loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) this.showProblem(error);
    }
  }

  /** Tells whether a list has told of the run. */
  showKnown(session: Session): boolean {
    const { shown, screen } = this.options;
    const known = session.store.get(shown.id);
    if (!known) return false;
    shown.belongTo(session);
    screen.showKnown(session, known);
    return true;
  }

  dispose(): void {
    this.isOver = true;
    this.loading?.abort();
    this.reloads.dispose();
  }

  private async read(session: Session, signal: AbortSignal): Promise<void> {
    const { shown, known, screen } = this.options;
    const run = await known.content.read(session, shown.id, signal);
    shown.belongTo(session);
    screen.show(run, knownNames(session, run));
    this.reloads.succeeded(run);
    await Promise.all([
      this.learnNames(session, run, signal),
      this.learnChanges(session, signal),
      run.status === "review_required" && known.review.learn(session, signal),
    ]);
  }

  private async learnNames(session: Session, run: Run, signal: AbortSignal): Promise<void> {
    const { known, screen } = this.options;
    const names = await namesOf(session, run, signal);
    signal.throwIfAborted();
    screen.show(run, names);
    known.check.look(session.tasks.get(run.task_id)?.output_schema, known.content.texts.text("output"));
  }

  private async learnChanges(session: Session, signal: AbortSignal): Promise<void> {
    const { app, shown, known, screen } = this.options;
    const { isNew, problem } = await known.content.readChanges(session, signal);
    if (problem) app.log.warn(`The time line of ${shown.id}: ${problem}`);
    if (isNew) screen.redraw();
  }

  private showProblem(error: unknown): void {
    const { app, shown, screen } = this.options;
    logFailure(app.log, `Reading ${shown.id}`, error);
    screen.showProblem(error);
    // What can pass by itself is tried again.
    if (app.connection.session && !hasFailed(error, "notFound") && !hasFailed(error, "unauthorized")) this.reloads.failed();
  }
}
