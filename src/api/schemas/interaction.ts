import * as z from "zod";
import { openText } from "./known.ts";

/** One value the person is asked for. `options` is not documented; Local Deck sends it for `account_selection`. */
export const InteractionField = z.object({
  name: z.string(),
  type: z.string().optional(),
  label: z.string().nullish(),
  options: z.array(z.object({ value: z.string(), label: z.string().nullish() })).nullish().catch(null),
});
export type InteractionField = z.infer<typeof InteractionField>;

/** What a paused run asks. The types are an open set: forms are built from `fields`. However odd it is, it can be answered. */
export const Interaction = z.object({
  type: openText(["mfa", "security_question", "account_selection"]).catch("unknown"),
  message: z.string().nullish(),
  fields: z.array(InteractionField).optional().default([]).catch([]),
});
export type Interaction = z.infer<typeof Interaction>;
