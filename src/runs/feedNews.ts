import type { RunSummary } from "../api/schemas/run.ts";
import type { Mark } from "./runReader.ts";

/** What the window that asks tells the others, and what is kept on disk for the time when nobody answers. */
export interface FeedNews {
  /** When the service last answered, in milliseconds since 1970; undefined: it never did. */
  readonly answeredAt: number | undefined;
  readonly mark: Mark | undefined;
  readonly runs: readonly RunSummary[];
  /** Runs that the service does not know any more. */
  readonly gone: readonly string[];
  /** Why the service could not be asked the last time, as a sentence. */
  readonly problem?: string | undefined;
}
