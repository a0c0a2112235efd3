import type * as z from "zod";
import type { Priority } from "./budget.ts";
import type { Method, Query, Target } from "./call.ts";
import { readPage } from "./pages.ts";
import { LoosePage, type Page } from "./schemas/wire.ts";
import type { Transport } from "./transport.ts";

/** How an act is to be done. */
export interface ActOptions {
  /** One that was kept from an attempt before: if that one arrived after all, it is not repeated. At most 256 characters. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** What the parts of the client make their calls with. */
export class Caller {
  private readonly transport: Transport;
  private readonly newKey: () => string;
  private readonly priority: Priority;

  constructor(transport: Transport, newKey: () => string, priority: Priority) {
    this.transport = transport;
    this.newKey = newKey;
    this.priority = priority;
  }

  get<S extends z.ZodType>(target: Target & { readonly query?: Query }, schema: S, signal: AbortSignal | undefined): Promise<z.output<S>> {
    return this.transport.send({ method: "GET", ...target, priority: this.priority, signal }, schema);
  }

  getForText<S extends z.ZodType>(target: Target & { readonly query?: Query }, schema: S, signal: AbortSignal | undefined): Promise<{ value: z.output<S>; text: string }> {
    return this.transport.sendForText({ method: "GET", ...target, priority: this.priority, signal }, schema);
  }

  /** POST or PATCH, for the changed thing. */
  act<S extends z.ZodType>(method: "POST" | "PATCH", target: Target & { readonly body?: unknown }, schema: S, options: ActOptions = {}): Promise<z.output<S>> {
    return this.transport.send(this.actOf(method, target, options), schema);
  }

  delete(target: Target, options: ActOptions = {}): Promise<void> {
    return this.transport.tell(this.actOf("DELETE", target, options));
  }

  /** An entry of an unknown form does not cost the page: it is left out, and noted. */
  async page<S extends z.ZodType>(target: Target, item: S, query: Query, signal: AbortSignal | undefined): Promise<Page<z.output<S>>> {
    const page = await this.get({ ...target, query }, LoosePage, signal);
    return readPage({ page, item, askedCursor: query["cursor"], drift: this.transport.drift, where: `GET ${target.route}` });
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

  private actOf(method: Method, target: Target & { readonly body?: unknown }, { idempotencyKey = this.newKey(), signal }: ActOptions) {
    return { method, ...target, idempotencyKey, priority: this.priority, signal };
  }
}
