import type * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import { endedWaiting, readWaits, WaitLimits } from "../runs/needs/waitLimits.ts";
import { logFailure } from "./report.ts";
import type { Session } from "./session.ts";

/** How many runs of a source are looked at when it is met for the first time. */
const maxPastRuns = 3;

/** What is known of one server's limits for answers: learned from its past, from what happens, and kept. */
export class WaitMemory implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly learned = this.lifetime.own(new Emitter<void>());
  readonly onDidLearn = this.learned.event;
  private readonly session: Session;
  private readonly memory: vscode.Memento;
  private readonly log: vscode.LogOutputChannel;
  private readonly limits: WaitLimits;
  private readonly stopped = new AbortController();
  private readonly asked = new Set<string>();

  constructor(session: Session, memory: vscode.Memento, log: vscode.LogOutputChannel) {
    this.session = session;
    this.memory = memory;
    this.log = log;
    this.limits = new WaitLimits(readWaits(memory.get<unknown>(this.name)));
    this.lifetime.own({ dispose: () => this.stopped.abort() });
    this.lifetime.own(
      session.store.onDidChange(({ steps }) => {
        if (steps.map(step => this.limits.learnFrom(step)).some(Boolean)) this.keep();
      }),
    );
  }

  /** Undefined while nothing is known; then the source's past is looked up once. */
  usualMs({ source_id, status }: RunSummary): number | undefined {
    const known = this.limits.usualMs(source_id);
    if (known === undefined && source_id && status === "interaction_required") void this.lookBack(source_id);
    return known;
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private get name(): string {
    return `deck.waits.${this.session.profile.id}`;
  }

  private keep(): void {
    void this.memory.update(this.name, this.limits.known());
    this.learned.fire();
  }

  private async lookBack(sourceId: string): Promise<void> {
    if (this.asked.has(sourceId)) return;
    this.asked.add(sourceId);
    try {
      const waits = await this.pastWaits(sourceId);
      if (waits.map(ms => this.limits.learn(sourceId, ms)).some(Boolean)) this.keep();
    } catch (error) {
      if (!this.stopped.signal.aborted) logFailure(this.log, "Looking up how long questions may wait", error);
    }
  }

  private async pastWaits(sourceId: string): Promise<number[]> {
    const { runs } = this.session.client.inBackground();
    const { data } = await runs.page({ source_id: [sourceId], status: ["failed"], limit: 100 }, this.stopped.signal);
    const waits = await Promise.all(data.filter(endedWaiting).slice(0, maxPastRuns).map(run => this.waitOf(run)));
    return waits.filter(ms => ms !== undefined);
  }

  /** From the last question of the run to its end. */
  private async waitOf(run: RunSummary): Promise<number | undefined> {
    const { events } = this.session.client.inBackground();
    const type = ["task_run.interaction_required"];
    const question = { type, created_after: run.created_at, created_before: run.updated_at, limit: 100 };
    const { data } = await events.page(question, this.stopped.signal);
    const times = data.filter(event => event.data["id"] === run.id).map(event => Date.parse(event.created_at));
    return times.length > 0 ? Date.parse(run.updated_at) - Math.max(...times) : undefined;
  }
}
