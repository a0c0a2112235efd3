import * as z from "zod";
import { parseHeaders } from "../events/customHeaders.ts";
import { eventTypes, olderEventTypes } from "../../api/schemas/eventTypes.ts";
import { isWebhookSecret } from "../events/signature.ts";
import { invalid, Problem } from "../server/refusal.ts";

const Text = z.string().min(1);

const webhook = z.object({
  url: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).max(2048),
  custom_headers: z
    .string()
    .refine(text => text === "" || parseHeaders(text) !== undefined, "must be a JSON object of header names and texts, as a string")
    .nullish(),
  secret: z.string().refine(isWebhookSecret, "must be whsec_ and a key in base64").nullish(),
});

// What a cloud wants to know besides, such as its keys, is read by nobody and not kept.
const aws_sqs = z.object({ queue_url: Text });
const aws_kinesis = z.object({ stream_name: Text, region: Text });
const aws_s3 = z.object({ bucket: Text, region: Text });
const aws_eventbridge = z.object({ event_bus_name: Text, region: Text });
const gcp_pubsub = z.object({ project_id: Text, topic: Text });
const rabbitmq = z.object({ exchange: Text, server_url: z.url("must be a URL") });
const azure_servicebus = z.object({ name: Text });
const hookdeck = z.object({ token: Text });

const configs = {
  webhook: webhook.nullish(),
  aws_sqs: aws_sqs.nullish(),
  aws_kinesis: aws_kinesis.nullish(),
  aws_s3: aws_s3.nullish(),
  aws_eventbridge: aws_eventbridge.nullish(),
  gcp_pubsub: gcp_pubsub.nullish(),
  rabbitmq: rabbitmq.nullish(),
  azure_servicebus: azure_servicebus.nullish(),
  hookdeck: hookdeck.nullish(),
};
const changedConfigs = {
  webhook: webhook.partial().nullish(),
  aws_sqs: aws_sqs.partial().nullish(),
  aws_kinesis: aws_kinesis.partial().nullish(),
  aws_s3: aws_s3.partial().nullish(),
  aws_eventbridge: aws_eventbridge.partial().nullish(),
  gcp_pubsub: gcp_pubsub.partial().nullish(),
  rabbitmq: rabbitmq.partial().nullish(),
  azure_servicebus: azure_servicebus.partial().nullish(),
  hookdeck: hookdeck.partial().nullish(),
};
const kinds = z.keyof(z.object(configs));

const known = new Set(["*", ...eventTypes, ...olderEventTypes]);
const Events = z
  .array(z.string().refine(type => known.has(type), "is not an event type"))
  .min(1, "must name an event type, or * for all")
  .refine(types => types.length === 1 || !types.includes("*"), "must be * alone, or event types without it");

export const NewDestination = z.object({ name: Text, type: kinds.default("webhook"), events: Events, ...configs });
export type NewDestination = z.output<typeof NewDestination>;

export const ChangedDestination = z.object({
  name: Text.optional(),
  status: z.enum(["active", "inactive"]).optional(),
  events: Events.optional(),
  ...changedConfigs,
});
export type ChangedDestination = z.output<typeof ChangedDestination>;

/** Only the object that is named after the type may be there; for a new destination it has to. */
export function refuseOtherConfigs(body: NewDestination | ChangedDestination, type: string): void {
  const given = kinds.options.filter(kind => body[kind] !== undefined && body[kind] !== null);
  const other = given.find(kind => kind !== type);
  if (other !== undefined) throw invalid(other, `\`${other}\` does not belong to a destination of the type ${type}.`);
  if ("type" in body && given.length === 0) throw new Problem({ [type]: [`is required for a destination of the type ${type}`] });
}

const hidden = ["secret", "custom_headers", "token"];

/** What answers show of the object that is named after the type. */
export function shownConfig(body: NewDestination | ChangedDestination, type: string): Record<string, string> {
  const kind = kinds.safeParse(type).data;
  const members = Object.entries((kind && body[kind]) ?? {});
  return Object.fromEntries(
    members.flatMap(([name, value]) => {
      if (typeof value !== "string" || hidden.includes(name)) return [];
      return [[name, name === "server_url" ? withoutPassword(value) : value]];
    }),
  );
}

/** Nothing connects to the broker from here; what is not kept cannot leak. */
function withoutPassword(text: string): string {
  const url = new URL(text);
  url.password = "";
  return url.href;
}
