import * as z from "zod";
import { openText } from "./known.ts";

const errorTypes = [
  "api", "session", "task", "storage", "source", "request", "auth", "interaction",
  "idempotency", "rate_limit", "organization",
  // The first age's word for `session`.
  "connection",
];

/** The documents list only a part of the codes; those of the group `request` name a resource before their ending. */
const errorCodes = [
  "api_error", "timeout", "endpoint_deprecated", "idempotency_error", "idempotency_key_error", "blocked",
  "rate_limit_exceeded", "session_limit_exceeded", "api_key_invalid", "input_missing", "input_invalid",
  "source_error", "source_invalid", "source_not_available", "source_blocked",
  "auth_invalid", "interaction_timeout", "mfa_timeout", "agent_failed",
];

/** One entry of `errors`, in a refused call as in a failed run. */
export const DeckError = z.object({
  type: openText(errorTypes).catch("unknown"),
  code: openText(code => errorCodes.includes(code) || code.endsWith("_not_found")).catch("unknown"),
  message: z.string().catch(""),
  field: z.string().nullish(),
});
export type DeckError = z.infer<typeof DeckError>;

/** The body of every refused call but 400. */
export const ErrorBody = z.object({
  errors: z.array(DeckError),
  request_id: z.string().nullish(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The body of 400: RFC 9110 problem details with messages by field, and `traceId` in camel case. */
export const ProblemBody = z.object({
  type: z.string().nullish(),
  title: z.string().nullish(),
  status: z.int().nullish(),
  errors: z.record(z.string(), z.array(z.string())),
  traceId: z.string().nullish(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** Which of the two shapes a body has. */
export function errorSchemaOf(body: unknown): z.ZodType {
  return ProblemBody.safeParse(body).success ? ProblemBody : ErrorBody;
}
