import * as z from "zod";

/** One entry of `errors`, in a refused call as in a failed run. */
export const DeckError = z.object({
  type: z.string().catch("unknown"),
  code: z.string().catch("unknown"),
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
