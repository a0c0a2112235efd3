import { hasFailed } from "../api/apiError.ts";
import type { Run, RunSummary } from "../api/schemas/run.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { afterFailure, afterSending, type Answering, notAsked, nothingAsked, whileSending, withSight } from "../runs/needs/answering.ts";
import type { Session } from "./session.ts";

/** How far the answers to the questions of runs have got, for all that asks for them in this window. Nothing that was typed is in it. */
export class Answers implements Disposable {
  private readonly changed = new Emitter<string>();
  /** Fires with the id of the run. */
  readonly onDidChange = this.changed.event;
  private readonly byRun = new Map<string, Answering>();

  of(id: string): Answering {
    return this.byRun.get(id) ?? notAsked;
  }

  /** Tells nobody: whoever asks a person looks at the run anyway. */
  see(run: Run | RunSummary): Answering {
    const answering = withSight(this.of(run.id), run);
    if (answering !== notAsked) this.byRun.set(run.id, answering);
    return answering;
  }

  /** Throws what `answer` of the client throws: `conflict` where the run no longer waits. */
  async send(session: Session, run: Run, values: Readonly<Record<string, string>>): Promise<void> {
    const { id, interaction } = run;
    if (!interaction) throw new Error(nothingAsked);
    this.become(id, whileSending(this.of(id)));
    try {
      const answered = await session.client.runs.answer(id, values);
      this.become(id, afterSending(this.of(id), interaction));
      session.store.apply([answered]);
    } catch (error) {
      this.become(id, afterFailure(this.of(id), mayHaveArrived(error)));
      throw error;
    }
  }

  /** Of a question that is over: whoever looks at the run for the first time asked for nothing. */
  forgetEnd(id: string): void {
    const { end, ...rest } = this.of(id);
    if (end !== undefined) this.byRun.set(id, rest);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private become(id: string, answering: Answering): void {
    this.byRun.set(id, answering);
    this.changed.fire(id);
  }
}

function mayHaveArrived(error: unknown): boolean {
  return hasFailed(error, "unreachable") || hasFailed(error, "failed") || hasFailed(error, "malformed");
}
