import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Session } from "../host/session.ts";
import type { Review } from "../protocol/runPage.ts";

/** The decision on a run that waits for a review, where the server says that it takes one. */
export class RunReview {
  private readonly changed: () => void;
  private canDecide: boolean | undefined;
  private isSending = false;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get state(): Review {
    return { canDecide: this.canDecide ?? false, isSending: this.isSending };
  }

  /** Asked once, and only for a run that waits: most never do. */
  async learn(session: Session, signal: AbortSignal): Promise<void> {
    if (this.canDecide !== undefined) return;
    this.canDecide = (await session.client.test(signal)).capabilities?.includes("review") ?? false;
    this.changed();
  }

  async decide(session: Session, id: string, { decision, note }: { decision: "approve" | "reject"; note: string }): Promise<void> {
    this.isSending = true;
    this.changed();
    try {
      session.store.apply([await session.client.runs.decide(id, decision, note)]);
    } catch (error) {
      if (!hasFailed(error, "conflict")) throw error;
      void vscode.window.showInformationMessage("The run no longer waits for a review: somebody else decided, or it has ended.");
    } finally {
      this.isSending = false;
      this.changed();
    }
  }
}
