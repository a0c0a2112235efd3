import * as z from "zod";
import { canonicalEventType, eventTypes, olderEventTypes } from "./eventTypes.ts";
import { alsoHas, openText } from "./known.ts";
import { RunSummary } from "./run.ts";
import { Json, pageOf, Timestamp, WireInteger } from "./wire.ts";

const EventType = openText([...eventTypes, ...olderEventTypes]).transform(canonicalEventType);

/** A change of a resource; `data` is a summary of it as it was then, with "" where the resource has null. */
export const DeckEvent = z.object({
  id: z.string(),
  object: z.string().optional(),
  /** Such as `task_run.completed`. */
  type: EventType,
  data: z.record(z.string(), Json),
  created_at: Timestamp,
  request_id: z.string().nullish(),
});
export type DeckEvent = z.infer<typeof DeckEvent>;
export const DeckEventPage = pageOf(DeckEvent);

/** The `data` of an event of a run: fewer members than elsewhere, and "" where there is nothing. */
export const RunSnapshot = z.preprocess(
  nullsForEmpty,
  RunSummary.partial().required({ id: true, status: true }),
);
export type RunSnapshot = z.infer<typeof RunSnapshot>;

function nullsForEmpty(data: unknown): unknown {
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === "" ? null : value]));
}

/** The only list without pages. */
export const EventTypes = z.object({ data: z.array(z.string()), request_id: z.string().optional() });
export type EventTypes = z.infer<typeof EventTypes>;

const Config = z.record(z.string(), z.string()).nullish();

/** On the wire they are JSON in a text. */
const CustomHeaders = z.union([z.string().transform(parseHeaders), z.record(z.string(), z.string())]).nullish().catch(null);

/** They are nobody's reason to lose a destination. */
function parseHeaders(text: string): Record<string, string> | null {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const destinationTypes = [
  "webhook", "aws_sqs", "aws_kinesis", "aws_s3", "aws_eventbridge",
  "gcp_pubsub", "rabbitmq", "azure_servicebus", "hookdeck",
];

/** Exactly one object is there, named after the type. */
export const EventDestination = z.object({
  id: z.string(),
  object: z.string().nullish(),
  name: z.string(),
  status: openText(["pending_verification", "active", "inactive"]),
  type: openText(destinationTypes),
  events: z.array(z.string()).optional().default([]),
  /** `secret` only in the answer to the creation, where the service made it. */
  webhook: z.object({ url: z.string(), secret: z.string().optional(), custom_headers: CustomHeaders }).nullish(),
  aws_sqs: Config,
  aws_kinesis: Config,
  aws_s3: Config,
  aws_eventbridge: Config,
  gcp_pubsub: Config,
  rabbitmq: Config,
  azure_servicebus: Config,
  hookdeck: Config,
  created_at: Timestamp,
  updated_at: Timestamp.optional(),
  request_id: z.string().nullish(),
});
export type EventDestination = z.infer<typeof EventDestination>;
alsoHas(EventDestination, "topics", "resolved_events", "type_config");
export const EventDestinationPage = pageOf(EventDestination);

export const EventDelivery = z.object({
  id: z.string().optional(),
  object: z.string().optional(),
  /** Of the last attempt. */
  status: openText(["success", "failure"]),
  event_type: EventType,
  event_id: z.string(),
  event_destination_id: z.string(),
  attempts: WireInteger,
  created_at: Timestamp,
  delivered_at: Timestamp.nullish(),
});
export type EventDelivery = z.infer<typeof EventDelivery>;
export const EventDeliveryPage = pageOf(EventDelivery);
