import * as z from "zod";
import type { Deck } from "./deck.ts";
import { parseBody, parseQuery } from "./parse.ts";
import { usualBodyBytes } from "./readJson.ts";

/** What a route is given, as it came: `query` has every value of each name. */
export interface RawCall {
  readonly deck: Deck;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body: unknown;
  /** Where the body lies as it came, if it was large; gone after the call. */
  readonly bodyFile: string | undefined;
  /** `http://127.0.0.1:PORT`, as the caller addressed it: signed URLs begin with it. */
  readonly origin: string;
}

export interface Call<Query, Body> extends Omit<RawCall, "query" | "body"> {
  readonly id: string;
  readonly query: Query;
  readonly body: Body;
}

/** One line of the route table: enough to serve it and to describe it. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As OpenAPI writes it; a parameter is always `{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly status: 200 | 201;
  readonly query: z.ZodType;
  /** `none` where no body is read. */
  readonly body: z.ZodType;
  /** The largest that is read. */
  readonly bodyBytes: number;
  readonly reply: z.ZodType;
  /** Checks the call; what it returns acts and says the answer, all at once. */
  prepare(call: RawCall): Promise<() => object>;
}

interface TypedRoute<Query extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType>
  extends Omit<Route, "prepare" | "status" | "bodyBytes"> {
  readonly bodyBytes?: number;
  readonly status?: 200 | 201;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  /** What has to be awaited first. It changes nothing, and what it saw may have changed when `handle` is called. */
  check?(call: Call<z.output<Query>, z.output<Body>>): Promise<void>;
  /**
   * Never awaits: the change, its events and its idempotency key are one transaction. Without `request_id`: every
   * answer gets its own.
   */
  handle(call: Call<z.output<Query>, z.output<Body>>): z.input<Reply>;
}

/** For a route that reads no query or no body. */
export const none = z.unknown();

/** The types of request and reply are those of the schemas; outside they are all alike. */
export function route<Query extends z.ZodType, Body extends z.ZodType, Reply extends z.ZodType<unknown, object>>(
  typed: TypedRoute<Query, Body, Reply>,
): Route {
  return {
    status: 200,
    bodyBytes: usualBodyBytes,
    ...typed,
    async prepare(raw) {
      const call = {
        ...raw,
        id: raw.params["id"] ?? "",
        query: parseQuery(typed.query, raw.query),
        body: parseBody(typed.body, raw.body),
      };
      await typed.check?.(call);
      return () => typed.handle(call);
    },
  };
}
