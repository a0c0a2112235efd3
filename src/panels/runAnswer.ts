import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Run, RunSummary } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";
import { afterFailure, afterSending, type Answering, notAsked, whileSending, withSight } from "../runs/answering.ts";

/** The answer to a run's question. What was typed goes to the service and nowhere else. */
export class RunAnswer {
  private readonly changed: () => void;
  private answering = notAsked;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get state(): Answering {
    return this.answering;
  }

  see(run: RunSummary): void {
    this.answering = withSight(this.answering, run);
  }

  async send(session: Session, run: Run | undefined, values: Readonly<Record<string, string>>): Promise<void> {
    if (!run?.interaction) throw new Error("The run does not ask for anything (any more).");
    this.become(whileSending(this.answering));
    try {
      const answered = await session.client.runs.answer(run.id, values);
      this.answering = afterSending(this.answering, run.interaction);
      session.store.apply([answered]);
    } catch (error) {
      this.become(afterFailure(this.answering));
      if (!hasFailed(error, "conflict")) throw error;
      void vscode.window.showInformationMessage("The run no longer waits for an answer: somebody else answered, or it has ended.");
    }
  }

  private become(answering: Answering): void {
    this.answering = answering;
    this.changed();
  }
}
