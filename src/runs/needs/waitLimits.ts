import type { RunStep } from "../store/runStore.ts";

/** The newest waits that ended for want of an answer, in milliseconds, by source. */
export type KnownWaits = Readonly<Record<string, readonly number[]>>;

const timeoutCodes: ReadonlySet<string> = new Set(["interaction_timeout", "mfa_timeout"]);
const maxWaits = 5;

/** How long questions may usually wait. The service does not tell the limit, so it is learned from runs that waited too long. */
export class WaitLimits {
  private readonly waits = new Map<string, readonly number[]>();

  constructor(known: KnownWaits = {}) {
    for (const [source, waits] of Object.entries(known)) this.waits.set(source, waits);
  }

  /** The middle of the known ones; undefined: none of that source ever waited too long. */
  usualMs(sourceId: string | null | undefined): number | undefined {
    const waits = (sourceId && this.waits.get(sourceId)) || [];
    return waits.toSorted((a, b) => a - b)[waits.length >> 1];
  }

  /** Returns whether anything was learned. */
  learn(sourceId: string, waitedMs: number): boolean {
    if (!(waitedMs > 0)) return false;
    this.waits.set(sourceId, [...(this.waits.get(sourceId) ?? []), waitedMs].slice(-maxWaits));
    return true;
  }

  /** From a run that was seen to wait and to fail for it. */
  learnFrom({ before, now }: RunStep): boolean {
    if (before?.status !== "interaction_required" || !now?.source_id || !endedWaiting(now)) return false;
    return this.learn(now.source_id, Date.parse(now.updated_at) - Date.parse(before.updated_at));
  }

  known(): KnownWaits {
    return Object.fromEntries(this.waits);
  }
}

/** From wherever it was kept; what is not understood is forgotten. */
export function readWaits(kept: unknown): KnownWaits {
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, number[]] => isWaits(entry[1])));
}

function isWaits(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(ms => Number.isFinite(ms));
}

/** Whether nobody answered in time. */
export function endedWaiting(run: { readonly status: string; readonly errors?: readonly { readonly code: string }[] | null | undefined }): boolean {
  return run.status === "failed" && (run.errors ?? []).some(({ code }) => timeoutCodes.has(code));
}
