import * as z from "zod";
import { type Clock, sleep } from "../base/clock.ts";
import { ApiError } from "./apiError.ts";
import { linkRefused, malformed, refused, unreachable } from "./failures.ts";
import type { Fetch, FetchAnswer } from "./fetch.ts";

export interface Call {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the base URL, ids already encoded. */
  readonly path: string;
  /** Lists become repeated keys; undefined is left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
  /** Makes a repeated POST, PATCH or DELETE count once, so that it may be retried. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
}

export type QueryValue = string | number | readonly string[] | undefined;

export interface TransportOptions {
  readonly fetch: Fetch;
  /** With its version, without a slash at the end: `https://api.deck.co/v2`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly clock: Clock;
  /** 0 up to 1, for the spread of retries. */
  readonly random: () => number;
}

interface Reply {
  readonly text: string;
  readonly requestId: string | undefined;
}

/** All that we read of an answer whose form we do not know. */
const Named = z.object({ request_id: z.string() });

/** What a header can hold. A network stack that is given anything else writes the whole header, key and all, into its error. */
const carriable = /^[\x21-\x7e]+$/;

/** For one attempt, from the first byte sent to the last byte read. */
const attemptLimitMs = 30_000;
const maxAttempts = 3;
const firstPauseMs = 500;
const maxPauseMs = 8_000;
/** A service that wants more time than this is not waited for. */
const maxAskedPauseMs = 30_000;

/** One authorised round trip, repeated where that is safe; every failure leaves as an `ApiError`. */
export class Transport {
  private readonly options: TransportOptions;

  constructor(options: TransportOptions) {
    this.options = options;
  }

  async send<S extends z.ZodType>(call: Call, schema: S): Promise<z.output<S>> {
    const reply = await this.retrying(call, () => this.exchange(call));
    return parse(schema, reply, `${call.method} ${call.path}`);
  }

  /** The bytes behind a signed URL. The key stays here: such a URL carries its own permission. */
  async download(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    const call: Call = { method: "GET", path: "", signal };
    return this.retrying(call, () =>
      this.attempt(url, { method: "GET", headers: {}, signal }, async answer => {
        if (!isSuccess(answer)) throw linkRefused(answer);
        return answer.arrayBuffer();
      }),
    );
  }

  private exchange(call: Call): Promise<Reply> {
    if (!carriable.test(this.options.key)) throw new ApiError({ kind: "unauthorized" }, "The API key has characters that no key has. Enter it again.");
    const headers: Record<string, string> = { authorization: `Bearer ${this.options.key}`, accept: "application/json" };
    if (call.body !== undefined) headers["content-type"] = "application/json";
    if (call.idempotencyKey) headers["idempotency-key"] = call.idempotencyKey;
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    const url = `${this.options.baseUrl}${call.path}${queryText(call.query)}`;
    return this.attempt(url, { method: call.method, headers, ...body, signal: call.signal }, async answer => {
      const text = await answer.text();
      if (!isSuccess(answer)) throw refused(answer, text);
      return { text, requestId: answer.headers.get("x-request-id") ?? undefined };
    });
  }

  private async attempt<T>(
    url: string,
    request: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal | undefined },
    read: (answer: FetchAnswer) => Promise<T>,
  ): Promise<T> {
    const limit = new AbortController();
    const timer = this.options.clock.after(attemptLimitMs, () => limit.abort(new DOMException("No answer in time", "TimeoutError")));
    const signal = request.signal ? AbortSignal.any([request.signal, limit.signal]) : limit.signal;
    try {
      return await read(await this.options.fetch(url, { ...request, signal, redirect: "manual" }));
    } catch (thrown) {
      // The caller's own wish to stop is no failure of the service.
      if (thrown instanceof ApiError || request.signal?.aborted) throw thrown;
      throw unreachable(URL.parse(url)?.host ?? "The address", limit.signal.aborted ? limit.signal.reason : thrown);
    } finally {
      timer.dispose();
    }
  }

  private async retrying<T>(call: Call, act: () => Promise<T>): Promise<T> {
    const attempts = call.method === "GET" || call.idempotencyKey ? maxAttempts : 1;
    for (let attempt = 1; ; attempt++) {
      try {
        return await act();
      } catch (thrown) {
        if (attempt >= attempts || !isWorthRepeating(thrown)) throw thrown;
        await sleep(this.options.clock, this.pauseMs(attempt, thrown), call.signal);
      }
    }
  }

  /** Full jitter, unless the service said how long. */
  private pauseMs(attempt: number, thrown: ApiError): number {
    const asked = thrown.failure.kind === "limited" ? thrown.failure.retryAfterMs : undefined;
    return asked ?? this.options.random() * Math.min(maxPauseMs, firstPauseMs * 2 ** attempt);
  }
}

function isSuccess(answer: FetchAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** Nothing listening, an unknown name or a bad certificate will not change within seconds. */
function isWorthRepeating(thrown: unknown): thrown is ApiError {
  if (!(thrown instanceof ApiError)) return false;
  const { failure } = thrown;
  switch (failure.kind) {
    case "unreachable":
      return failure.obstacle === "reset" || failure.obstacle === "timeout";
    case "limited":
      return failure.limit === "rate" && (failure.retryAfterMs ?? 0) <= maxAskedPauseMs;
    case "failed":
      return failure.status >= 500 || failure.status === 408 || failure.status === 425;
    default:
      return false;
  }
}

function parse<S extends z.ZodType>(schema: S, { text, requestId }: Reply, what: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(what, cause, requestId);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(what, parsed.error, Named.safeParse(value).data?.request_id ?? requestId);
}

function queryText(query: Call["query"]): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) params.append(name, String(one));
    }
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
