import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import { systemClock } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Session } from "../host/session.ts";
import type { Review } from "../protocol/runPage.ts";
import type { Attention } from "../runs/feed/attention.ts";

const awaited = "review_required";
/** Who has not decided by then does something else. */
const longestReviewMs = 30 * 60_000;

/** The decision on a run that waits for a review, where the server says that it takes one. */
export class RunReview implements Disposable {
  private readonly changed: () => void;
  private canDecide: boolean | undefined;
  private isSending = false;
  private waiting = new Lifetime();
  private awaitedIn: Session | undefined;

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

  /** The decision is made in a browser: until it shows in the run, the service is asked as often as if the person looked on here. */
  awaitElsewhere(session: Session, id: string, attention: Attention): void {
    this.waiting.dispose();
    const waiting = new Lifetime();
    this.waiting = waiting;
    this.awaitedIn = session;
    waiting.own(attention.wait());
    waiting.own(systemClock.after(longestReviewMs, () => waiting.dispose()));
    // A run that is not listed is looked at by its panel alone.
    waiting.own(session.store.onDidChange(() => (session.store.get(id)?.status ?? awaited) !== awaited && waiting.dispose()));
  }

  /** In another profile nothing is awaited, and of this run nothing is heard there. */
  follow(session: Session | undefined): void {
    if (session !== this.awaitedIn) this.waiting.dispose();
  }

  dispose(): void {
    this.waiting.dispose();
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
