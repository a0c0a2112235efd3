import type { Json } from "../../api/schemas/wire.ts";

/** What is kept of an act until it is answered. */
export interface KeptAct {
  /** The idempotency key: with it the act is found again instead of repeated. */
  readonly key: string;
  readonly method: string;
  /** The path, with `{id}` in the place of an id. */
  readonly route: string;
  readonly id?: string;
  /** Only of a start: it takes the same body to be found again. Never what people answered, and no secrets of credentials. */
  readonly body?: Json;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** To which service it went, and under which profile. */
  readonly scope: string;
}

/** How to find out what became of an act whose answer never came. */
export type LostPlan =
  /** Send it again, with the same key: it happens once, before or now. */
  | { readonly kind: "resend" }
  /** Long ago: a person decides whether it is still wanted. */
  | { readonly kind: "ask" }
  /** It cannot be sent again as it was: see what is there. */
  | { readonly kind: "look" };

const startRoute = "/tasks/{id}/run";
const cancelRoute = "/task-runs/{id}/cancel";
const minuteMs = 60_000;
/** What was wanted this recently is wanted still. */
const freshMs = 10 * minuteMs;
/** The service knows a key for a day; an hour is left for clocks that differ. */
const keyLifeMs = 23 * 60 * minuteMs;
/** A larger body would be a burden on the secret storage. */
const maxBodyLetters = 200_000;
const keptForMs = 7 * 24 * 60 * minuteMs;

export function isStart({ method, route }: Pick<KeptAct, "method" | "route">): boolean {
  return method === "POST" && route === startRoute;
}

export function planFor(act: KeptAct, now: number): LostPlan {
  const ageMs = now - act.at;
  if (isStart(act)) return act.body === undefined || ageMs > keyLifeMs ? { kind: "look" } : { kind: ageMs <= freshMs ? "resend" : "ask" };
  return { kind: act.route === cancelRoute && ageMs <= freshMs ? "resend" : "look" };
}

/** What of an act may be kept. */
export function keptOf(act: { readonly idempotencyKey: string; readonly method: string; readonly route: string; readonly id?: string; readonly body?: unknown }, scope: string, at: number): KeptAct {
  const { idempotencyKey: key, method, route, id } = act;
  const text = isStart(act) ? JSON.stringify(act.body ?? {}) : undefined;
  const body: { body?: Json } = text !== undefined && text.length <= maxBodyLetters ? { body: JSON.parse(text) } : {};
  return { key, method, route, ...(id === undefined ? {} : { id }), ...body, at, scope };
}

/** Nobody wants to hear of it any more. */
export function isStale(act: KeptAct, now: number): boolean {
  return now - act.at > keptForMs;
}

/** What was kept; entries of another form are left out. */
export function readActs(value: unknown): KeptAct[] {
  return Array.isArray(value) ? value.filter(isKeptAct) : [];
}

function isKeptAct(value: unknown): value is KeptAct {
  if (typeof value !== "object" || value === null) return false;
  const texts = ["key", "method", "route", "scope"].every(name => typeof Reflect.get(value, name) === "string");
  const id: unknown = Reflect.get(value, "id");
  return texts && typeof Reflect.get(value, "at") === "number" && (id === undefined || typeof id === "string");
}

const nouns: Readonly<Record<string, string>> = {
  agents: "agent",
  sources: "source",
  credentials: "credential",
  tasks: "task",
  "task-runs": "run",
  sessions: "session",
  "event-destinations": "event destination",
  token: "token",
};
const endings: Readonly<Record<string, string>> = { run: "starting", reset: "resetting", cancel: "canceling", interaction: "answering", end: "ending" };
const methods: Readonly<Record<string, string>> = { POST: "creating", PATCH: "changing", DELETE: "deleting" };

/** "deleting a task", "answering a run". */
export function actWords({ method, route }: Pick<KeptAct, "method" | "route">): string {
  const [first = "", ...rest] = route.split("/").filter(Boolean);
  const noun = nouns[first] ?? first;
  const verb = endings[rest.at(-1) ?? ""] ?? methods[method] ?? method;
  return `${verb} ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
