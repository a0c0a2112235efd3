import type * as z from "zod";
import type { Act, ActLog } from "./actLog.ts";
import type { Priority } from "./budget.ts";
import type { Call, Query, Target } from "./call.ts";
import { readPage } from "./pages.ts";
import { LoosePage, type Page } from "./schemas/wire.ts";
import type { Transport } from "./transport.ts";

/** How an act is to be done. */
export interface ActOptions {
  /** One that was kept from an attempt before: if that one arrived after all, it is not repeated. At most 256 characters. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** For whom the calls are made, and who keeps what acts. */
export interface Manner {
  /** A person's if it is not given. */
  readonly priority?: Priority;
  readonly acts?: ActLog;
}

/** What the parts of the client make their calls with. */
export class Caller {
  private readonly transport: Transport;
  private readonly newKey: () => string;
  private readonly priority: Priority;
  private readonly acts: ActLog | undefined;

  constructor(transport: Transport, newKey: () => string, { priority = "person", acts }: Manner) {
    this.transport = transport;
    this.newKey = newKey;
    this.priority = priority;
    this.acts = acts;
  }

  get<S extends z.ZodType>(target: Target & { readonly query?: Query }, schema: S, signal: AbortSignal | undefined): Promise<z.output<S>> {
    return this.transport.send({ method: "GET", ...target, priority: this.priority, signal }, schema);
  }

  getForText<S extends z.ZodType>(target: Target & { readonly query?: Query }, schema: S, signal: AbortSignal | undefined): Promise<{ value: z.output<S>; text: string }> {
    return this.transport.sendForText({ method: "GET", ...target, priority: this.priority, signal }, schema);
  }

  /** POST or PATCH, for the changed thing. */
  act<S extends z.ZodType>(method: "POST" | "PATCH", target: Target & { readonly body?: unknown }, schema: S, options: ActOptions = {}): Promise<z.output<S>> {
    return this.carryOut(method, target, options, call => this.transport.send(call, schema));
  }

  delete(target: Target, options: ActOptions = {}): Promise<void> {
    return this.carryOut("DELETE", target, options, call => this.transport.tell(call));
  }

  /** An entry of an unknown form does not cost the page: it is left out, and noted. */
  async page<S extends z.ZodType>(target: Target, item: S, query: Query, signal: AbortSignal | undefined): Promise<Page<z.output<S>>> {
    const page = await this.get({ ...target, query }, LoosePage, signal);
    return readPage({ page, item, askedCursor: query["cursor"], drift: this.transport.ledger.drift, where: `GET ${target.route}` });
  }

  /** Asks for the next page only when the caller gets there. */
  async *every<S extends z.ZodType>(target: Target, item: S, query: Query, signal: AbortSignal | undefined): AsyncGenerator<z.output<S>> {
    // A server that goes round in circles has told all it has.
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page: Page<z.output<S>> = await this.page(target, item, { limit: 100, ...query, cursor }, signal);
      yield* page.data;
      cursor = page.has_more && page.next_cursor && !seen.has(page.next_cursor) ? page.next_cursor : undefined;
      if (cursor) seen.add(cursor);
    } while (cursor);
  }

  private async carryOut<T>(
    method: Act["method"],
    target: Target & { readonly body?: unknown },
    { idempotencyKey = this.newKey(), signal }: ActOptions,
    send: (call: Call) => Promise<T>,
  ): Promise<T> {
    const act: Act = { method, ...target, idempotencyKey };
    await this.acts?.begin(act);
    try {
      const answer = await send({ ...act, priority: this.priority, signal });
      this.acts?.end(act);
      return answer;
    } catch (failure) {
      this.acts?.end(act, failure);
      throw failure;
    }
  }
}
