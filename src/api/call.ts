import { ApiError } from "./apiError.ts";
import type { Priority } from "./budget.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type QueryValue = string | number | readonly string[] | undefined;
export type Query = Readonly<Record<string, QueryValue>>;

/** What a call is about: a path below the base URL, in which `{id}` stands for an id. */
export interface Target {
  readonly route: string;
  readonly id?: string;
}

export interface Call extends Target {
  readonly method: Method;
  /** Lists become repeated keys; undefined is left out. */
  readonly query?: Query;
  readonly body?: unknown;
  /** Makes a repeated POST, PATCH or DELETE count once, so that it may be retried. */
  readonly idempotencyKey?: string;
  /** A person's, unless it says otherwise. */
  readonly priority?: Priority | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The call without its ids, for whoever counts or shows calls. */
export function nameOf({ method, route }: Call): string {
  return `${method} ${route}`;
}

export function pathOf({ route, id = "" }: Target): string {
  if (!route.includes("{id}")) return route;
  // A URL takes these for steps between folders, and would lead to another call.
  if (id === "" || id === "." || id === "..") throw new ApiError({ kind: "notFound" }, `"${id}" is no id. Check where it comes from.`);
  return route.replace("{id}", () => encodeURIComponent(id));
}

export function queryText(query: Query | undefined): string {
  if (!query) return "";
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) params.append(name, String(one));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
