import { hasFailed } from "../api/apiError.ts";
import type { Run, RunSummary } from "../api/schemas/run.ts";
import type { Disposable } from "../base/events.ts";
import type { Answers } from "../host/answers.ts";
import type { Session } from "../host/session.ts";
import { type Answering, isAsking } from "../runs/needs/answering.ts";

export interface RunAnswerOptions {
  readonly id: string;
  readonly answers: Answers;
  readonly changed: () => void;
  /** Reads the run. */
  readonly load: () => Promise<void>;
}

/** The answer to a run's question. What was typed goes to the service and nowhere else. */
export class RunAnswer implements Disposable {
  private readonly options: RunAnswerOptions;
  private readonly listening: Disposable;

  constructor(options: RunAnswerOptions) {
    const { id, answers, changed } = options;
    this.options = options;
    answers.forgetEnd(id);
    this.listening = answers.onDidChange(answered => {
      if (answered === id) changed();
    });
  }

  get state(): Answering {
    return this.options.answers.of(this.options.id);
  }

  see(run: RunSummary): void {
    this.options.answers.see(run);
  }

  async send(session: Session, run: Run | undefined, values: Readonly<Record<string, string>>): Promise<void> {
    if (!run) throw new Error("The run has not been read yet. Try again in a moment.");
    try {
      await this.options.answers.send(session, run, values);
    } catch (error) {
      if (!hasFailed(error, "conflict")) throw error;
      // The page says what became of the question, if it is over.
      await this.options.load();
      if (isAsking(this.state)) throw error;
    }
    await this.options.load();
  }

  dispose(): void {
    this.listening.dispose();
  }
}
