import type * as z from "zod";
import type { Clock } from "../base/clock.ts";
import { bodyOf, isSuccess, jsonIn, malformed, type Reply, requestIdOf } from "./answers.ts";
import { ApiError, hasFailed } from "./apiError.ts";
import { Budget } from "./budget.ts";
import { type Call, nameOf, pathOf, queryText } from "./call.ts";
import { Drift } from "./drift.ts";
import { linkRefused, refused } from "./failures.ts";
import type { Fetch, FetchRequest } from "./fetch.ts";
import { keyProblem } from "./key.ts";
import { Observer, type Sight } from "./observer.ts";
import { unreachable } from "./obstacles.ts";
import { type Arrival, follow, isRedirect, strayRedirect } from "./redirects.ts";
import { askedPauseMs, retrying } from "./retry.ts";
import { errorSchemaOf } from "./schemas/error.ts";
import { streamed } from "./streamed.ts";
import { withinTime } from "./timeLimit.ts";
import { Traffic } from "./traffic.ts";

export interface TransportOptions {
  readonly fetch: Fetch;
  /** With its version, without a slash at the end: `https://api.deck.co/v2`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly clock: Clock;
  /** 0 up to 1, for the spread of retries. */
  readonly random: () => number;
  /** What other transports to the same organisation share: each of them counts for all. */
  readonly ledger?: Ledger | undefined;
  /** A line for each attempt, without key, bodies, ids of the path and query. */
  readonly log?: (line: string) => void;
}

export interface Ledger {
  readonly budget: Budget;
  /** What the server sent that we do not know. */
  readonly drift: Drift;
  readonly traffic: Traffic;
}

export function newLedger(clock: Clock): Ledger {
  return { budget: new Budget(clock), drift: new Drift(), traffic: new Traffic(clock) };
}

interface Attempt {
  readonly url: string;
  readonly call: Call;
  readonly number: number;
  readonly limitMs: number;
}

/** After "too many requests" without a time. */
const usualHoldMs = 2_000;
const maxHoldMs = 60_000;

/** One authorised round trip, repeated where that is safe; every failure leaves as an `ApiError`. */
export class Transport {
  readonly ledger: Ledger;
  private readonly options: TransportOptions;
  private readonly observer: Observer;
  private readonly refusals = new WeakSet<object>();

  constructor(options: TransportOptions) {
    this.options = options;
    this.ledger = options.ledger ?? newLedger(options.clock);
    this.observer = new Observer(options.clock, this.ledger.traffic, options.log);
  }

  /** Whether it was this transport's key that the service refused. */
  hasRefused(thrown: ApiError): boolean {
    return this.refusals.has(thrown);
  }

  async send<S extends z.ZodType>(call: Call, schema: S): Promise<z.output<S>> {
    return (await this.sendForText(call, schema)).value;
  }

  /** Also the text as it came, which knows more than its value: digits of large numbers, doubled keys, their order. */
  async sendForText<S extends z.ZodType>(call: Call, schema: S): Promise<{ value: z.output<S>; text: string }> {
    const reply = await this.reply(call);
    const name = nameOf(call);
    const body = bodyOf(reply, name);
    this.ledger.drift.note(name, schema, body);
    const parsed = schema.safeParse(body);
    if (parsed.success) return { value: parsed.data, text: reply.text };
    this.ledger.drift.mismatch(name, parsed.error);
    throw malformed({ what: name, oddity: "shape", requestId: requestIdOf(reply.answer, body), cause: parsed.error });
  }

  /** For acts whose answer says nothing new: any success will do, also one without a body. */
  async tell(call: Call): Promise<void> {
    await this.reply(call);
  }

  /** The bytes behind a signed URL. The key stays here: such a URL carries its own permission. */
  download(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    const call: Call = { method: "GET", route: "(file)", signal };
    return this.repeating(call, (number, limitMs) =>
      this.attempt({ url, call, number, limitMs }, { method: "GET", headers: {} }, async ({ answer }, sight) => {
        if (!isSuccess(answer)) throw linkRefused(answer, this.options.clock.now());
        const bytes = await answer.arrayBuffer();
        sight.bytesReceived = bytes.byteLength;
        return bytes;
      }),
    );
  }

  /** As `download`, chunk by chunk. */
  stream(url: string, take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    return streamed({ fetch: this.options.fetch, clock: this.options.clock, url, take, signal });
  }

  private async reply(call: Call): Promise<Reply> {
    const { baseUrl, key } = this.options;
    const problem = keyProblem(key);
    const url = `${baseUrl}${pathOf(call)}${queryText(call.query)}`;
    const request = requestOf(call, key);
    return this.repeating(call, async (number, limitMs) => {
      if (problem) throw problem;
      await this.ledger.budget.take(call.priority ?? "person", call.signal);
      return this.attempt({ url, call, number, limitMs }, request, (arrival, sight) => this.read(call, arrival, sight));
    });
  }

  private async read(call: Call, arrival: Arrival, sight: Sight): Promise<Reply> {
    const { answer } = arrival;
    const text = await answer.text();
    sight.bytesReceived = Buffer.byteLength(text);
    if (isRedirect(answer)) throw strayRedirect(arrival);
    const body = jsonIn(text);
    sight.requestId = requestIdOf(answer, body);
    if (isSuccess(answer)) return { answer, text, body };
    this.ledger.drift.note(nameOf(call), errorSchemaOf(body), body);
    throw refused({ answer, text, body }, this.options.clock.now());
  }

  private attempt<T>(
    { url, call, number, limitMs }: Attempt,
    request: Omit<FetchRequest, "signal" | "redirect">,
    read: (arrival: Arrival, sight: Sight) => Promise<T>,
  ): Promise<T> {
    const { clock, fetch } = this.options;
    const limit = { clock, ms: limitMs, signal: call.signal };
    return this.observer.observe(call, number, async sight => {
      const counted: Fetch = (at, one) => {
        sight.requests += 1;
        sight.bytesSent += request.body === undefined ? 0 : Buffer.byteLength(request.body);
        return fetch(at, one);
      };
      try {
        return await withinTime(limit, async signal => {
          const arrival = await follow(counted, url, { ...request, signal, redirect: "manual" });
          sight.status = arrival.answer.status;
          return read(arrival, sight);
        });
      } catch (thrown) {
        // The caller's own wish to stop is no failure of the service.
        throw thrown instanceof ApiError || call.signal?.aborted ? thrown : unreachable(url, thrown);
      }
    });
  }

  private repeating<T>(call: Call, act: (number: number, limitMs: number) => Promise<T>): Promise<T> {
    const { clock, random } = this.options;
    const isRepeatable = call.method === "GET" || call.idempotencyKey !== undefined;
    return retrying({ clock, random, signal: call.signal, isRepeatable }, async (number, limitMs) => {
      try {
        return await act(number, limitMs);
      } catch (thrown) {
        if (hasFailed(thrown, "unauthorized")) this.refusals.add(thrown);
        if (hasFailed(thrown, "limited")) this.ledger.budget.hold(Math.min(askedPauseMs(thrown) ?? usualHoldMs, maxHoldMs));
        throw thrown;
      }
    });
  }
}

function requestOf(call: Call, key: string): Omit<FetchRequest, "signal" | "redirect"> {
  const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: "application/json" };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  if (call.idempotencyKey) headers["idempotency-key"] = call.idempotencyKey;
  return { method: call.method, headers, ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }) };
}
