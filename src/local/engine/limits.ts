/** What the engine does on its own account; all in milliseconds but the two counts. */
export interface EngineLimits {
  /** How long a new run waits for its session at least. */
  readonly provisionMs: number;
  /** How long people have for an answer where the agent does not say. */
  readonly answerMs: number;
  /** How long a cancelled agent has until it is cut off. */
  readonly graceMs: number;
  readonly maxActive: number;
  /** How many sessions may be open at once; how a run is treated that needs one more says `sessionOverflow`. */
  readonly maxSessions: number;
  /** How long a session may be without a run. */
  readonly idleMs: number;
  /** How long a session takes to shut down. */
  readonly shutdownMs: number;
}

export const defaultLimits: EngineLimits = {
  provisionMs: 700,
  answerMs: 600_000,
  graceMs: 30_000,
  maxActive: 500,
  maxSessions: Infinity,
  idleMs: 600_000,
  shutdownMs: 300,
};

/** What becomes of a run that needs one session too many: it is refused, as documented, or waits for its turn. */
export type SessionOverflow = "refuse" | "queue";
