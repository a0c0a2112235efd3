import { isActive, statusLabel } from "../status.ts";

/** What happened, and when: milliseconds since the run was created. */
export interface TimelineEvent {
  readonly status: string;
  readonly label: string;
  readonly atMs: number;
  /** Since the event before it. */
  readonly afterMs: number;
}

/** The run in one status; without an end where it is that still. */
export interface TimelinePart {
  readonly status: string;
  readonly label: string;
  readonly fromMs: number;
  readonly toMs?: number;
}

export interface Timeline {
  readonly events: readonly TimelineEvent[];
  readonly parts: readonly TimelinePart[];
  /** While it ran, but the agent showed nothing for long. */
  readonly silences: readonly { readonly fromMs: number; readonly toMs: number }[];
}

export interface RunHistory {
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** Changes of its status, in any order; the same one may come twice. */
  readonly changes: readonly { readonly id: string; readonly status: string; readonly created_at: string }[];
  /** When screenshots were taken, in ms since the run was created. */
  readonly framesAtMs: readonly number[];
}

/** The agent takes a screenshot about every five seconds; this much without one is worth seeing. */
const silenceMs = 20_000;

/** What can be told of a run from its events; without any, from its own times. */
export function timelineOf(run: RunHistory): Timeline {
  const moments = momentsOf(run);
  const events = moments.map(({ status, atMs }, at) => {
    const before = moments[at - 1];
    return { status, label: eventLabel(status), atMs, afterMs: before ? atMs - before.atMs : 0 };
  });
  const parts = moments.flatMap((moment, at) => partOf(moment, moments[at + 1]));
  return { events, parts, silences: parts.flatMap(part => silencesIn(part, run.framesAtMs)) };
}

interface Moment {
  readonly status: string;
  readonly atMs: number;
}

function momentsOf({ status, created_at, updated_at, changes, framesAtMs }: RunHistory): Moment[] {
  const start = Date.parse(created_at);
  const since = (time: string): number => Math.max(0, Date.parse(time) - start) || 0;
  const unique = new Map(changes.map(change => [change.id, { status: change.status, atMs: since(change.created_at) }]));
  // Times are often whole seconds: what happened in the same one keeps the order in which it came.
  const known: readonly Moment[] = [...unique.values()].toSorted((a, b) => a.atMs - b.atMs);
  const first = known[0]?.status === "queued" ? [] : [{ status: "queued", atMs: 0 }];
  const last = known.at(-1)?.status;
  const isToldOf = last === status || (last === undefined && status === "queued");
  const now = isToldOf ? [] : [{ status, atMs: isActive(status) ? (framesAtMs[0] ?? since(updated_at)) : since(updated_at) }];
  return [...first, ...known, ...now].filter((moment, at, all) => moment.status !== all[at - 1]?.status);
}

function partOf({ status, atMs }: Moment, next: Moment | undefined): TimelinePart[] {
  if (!isActive(status)) return [];
  const part = { status, label: statusLabel(status), fromMs: atMs };
  return [next ? { ...part, toMs: Math.max(atMs, next.atMs) } : part];
}

function eventLabel(status: string): string {
  switch (status) {
    case "queued":
      return "Created and queued";
    case "interaction_required":
      return "Asked a person";
    case "review_required":
      return "Waited for a review";
    default:
      return statusLabel(status);
  }
}

function silencesIn(part: TimelinePart, framesAtMs: readonly number[]): { fromMs: number; toMs: number }[] {
  const { status, fromMs, toMs } = part;
  if (status !== "running" || framesAtMs.length === 0) return [];
  // Of what goes on, only what lies between two screenshots is known to be silent.
  const stops = [fromMs, ...framesAtMs.filter(at => at > fromMs && at < (toMs ?? Infinity)), ...(toMs === undefined ? [] : [toMs])];
  return stops.slice(1).flatMap((stop, at) => {
    const before = stops[at] ?? stop;
    return stop - before >= silenceMs ? [{ fromMs: before, toMs: stop }] : [];
  });
}
