import type { Caller } from "../caller.ts";
import { DeckEvent, EventTypes } from "../schemas/events.ts";
import type { Page } from "../schemas/wire.ts";

/** Dates are ISO 8601; events are kept for 30 days. */
export interface EventQuery {
  readonly type?: readonly string[];
  readonly created_after?: string;
  readonly created_before?: string;
  /** 1 to 100. */
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

export class Events {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** One page. The order is the server's. */
  page(query: EventQuery, signal?: AbortSignal): Promise<Page<DeckEvent>> {
    return this.caller.page({ route: "/events" }, DeckEvent, { ...query }, signal);
  }

  list(query: Omit<EventQuery, "cursor"> = {}, signal?: AbortSignal): AsyncGenerator<DeckEvent> {
    return this.caller.every({ route: "/events" }, DeckEvent, { ...query }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<DeckEvent> {
    return this.caller.get({ route: "/events/{id}", id }, DeckEvent, signal);
  }

  /** Every type that can be subscribed to. */
  async types(signal?: AbortSignal): Promise<readonly string[]> {
    return (await this.caller.get({ route: "/event-types" }, EventTypes, signal)).data;
  }
}
