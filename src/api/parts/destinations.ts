import type { ActOptions, Caller } from "../caller.ts";
import { EventDelivery, EventDestination } from "../schemas/events.ts";

interface Webhook {
  readonly url: string;
  readonly custom_headers?: Readonly<Record<string, string>>;
  /** `whsec_` and base64; the service makes one, and shows it once, if it is left out. */
  readonly secret?: string;
}

/** Where events can go, besides to a webhook; each takes what the documents name for it. */
export type CloudType =
  | "aws_sqs"
  | "aws_kinesis"
  | "aws_s3"
  | "aws_eventbridge"
  | "gcp_pubsub"
  | "rabbitmq"
  | "azure_servicebus"
  | "hookdeck";

type Place = { readonly type: "webhook"; readonly webhook: Webhook } | { readonly type: CloudType; readonly config: Readonly<Record<string, string>> };

export type DestinationDraft = Place & {
  readonly name: string;
  /** Types of events, or `*` alone for all. */
  readonly events: readonly string[];
};

export interface DestinationChanges {
  readonly name?: string;
  readonly status?: "active" | "inactive";
  readonly events?: readonly string[];
  readonly webhook?: Partial<Webhook>;
}

export interface DeliveryQuery {
  readonly status?: "success" | "failure";
  readonly type?: string;
}

export class Destinations {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  list(signal?: AbortSignal): AsyncGenerator<EventDestination> {
    return this.caller.every({ route: "/event-destinations" }, EventDestination, {}, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<EventDestination> {
    return this.caller.get(destination(id), EventDestination, signal);
  }

  create(draft: DestinationDraft, options?: ActOptions): Promise<EventDestination> {
    const { name, type, events } = draft;
    const place = draft.type === "webhook" ? { webhook: written(draft.webhook) } : { [draft.type]: draft.config };
    return this.caller.act("POST", { route: "/event-destinations", body: { name, type, events, ...place } }, EventDestination, options);
  }

  update(id: string, changes: DestinationChanges, options?: ActOptions): Promise<EventDestination> {
    const body = { ...changes, ...(changes.webhook && { webhook: written(changes.webhook) }) };
    return this.caller.act("PATCH", { ...destination(id), body }, EventDestination, options);
  }

  delete(id: string, options?: ActOptions): Promise<void> {
    return this.caller.delete(destination(id), options);
  }

  deliveries(id: string, signal?: AbortSignal, query: DeliveryQuery = {}): AsyncGenerator<EventDelivery> {
    return this.caller.every({ route: "/event-destinations/{id}/event-deliveries", id }, EventDelivery, { ...query }, signal);
  }
}

function destination(id: string) {
  return { route: "/event-destinations/{id}", id };
}

/** The service takes the headers as JSON in a text. */
function written({ custom_headers, ...webhook }: Partial<Webhook>) {
  return { ...webhook, ...(custom_headers && { custom_headers: JSON.stringify(custom_headers) }) };
}
