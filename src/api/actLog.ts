import { ApiError } from "./apiError.ts";
import type { Method, Target } from "./call.ts";

/** A POST, PATCH or DELETE that is about to be sent. */
export interface Act extends Target {
  readonly method: Exclude<Method, "GET">;
  readonly idempotencyKey: string;
  readonly body?: unknown;
}

/** Keeps what it takes to find out about an act whose answer never came, also after the program has ended. */
export interface ActLog {
  /** The act is sent once this resolves. Never rejects: what cannot be kept is done all the same. */
  begin(act: Act): Promise<void>;
  /** Nobody waits for it any more; `failure` says why, if it was not carried out. */
  end(act: Act, failure?: unknown): void;
}

/** Whether the service may have carried out what failed this way: then only the same key finds out without doing it twice. */
export function mayHaveHappened(failure: unknown): boolean {
  if (!(failure instanceof ApiError)) return true;
  const { kind } = failure.failure;
  return kind === "unreachable" || kind === "failed" || kind === "malformed";
}
