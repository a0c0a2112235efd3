import * as z from "zod";
import { Json, pageOf, Timestamp, WireInteger } from "./wire.ts";

/** A change of a resource; `data` is a summary of it as it was then, with "" where the resource has null. */
export const DeckEvent = z.object({
  id: z.string(),
  object: z.string().optional(),
  /** Such as `task_run.completed`. */
  type: z.string(),
  data: z.record(z.string(), Json),
  created_at: Timestamp,
  request_id: z.string().nullish(),
});
export type DeckEvent = z.infer<typeof DeckEvent>;
export const DeckEventPage = pageOf(DeckEvent);

/** The only list without pages. */
export const EventTypes = z.object({ data: z.array(z.string()), request_id: z.string().optional() });
export type EventTypes = z.infer<typeof EventTypes>;

const Config = z.record(z.string(), z.string()).nullish();

/** Exactly one object is there, named after the type. */
export const EventDestination = z.object({
  id: z.string(),
  object: z.string().nullish(),
  name: z.string(),
  /** `pending_verification`, `active` or `inactive`. */
  status: z.string(),
  type: z.string(),
  events: z.array(z.string()),
  /** `secret` only in the answer to the creation, where the service made it. */
  webhook: z.object({ url: z.string(), secret: z.string().optional() }).nullish(),
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
export const EventDestinationPage = pageOf(EventDestination);

export const EventDelivery = z.object({
  id: z.string().optional(),
  object: z.string().optional(),
  /** `success` or `failure`, of the last attempt. */
  status: z.string(),
  event_type: z.string(),
  event_id: z.string(),
  event_destination_id: z.string(),
  attempts: WireInteger,
  created_at: Timestamp,
  delivered_at: Timestamp.nullish(),
});
export type EventDelivery = z.infer<typeof EventDelivery>;
export const EventDeliveryPage = pageOf(EventDelivery);
