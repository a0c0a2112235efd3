import * as z from "zod";
import { one } from "../server/paging.ts";
import type { Filter } from "../store/table.ts";

const Moment = one(
  z
    .string()
    .refine(text => !Number.isNaN(Date.parse(text)), "must be a date and time such as 2026-01-31T12:00:00Z")
    .transform(text => Date.parse(text))
    .optional(),
);

/** The moment itself is left out on both sides. */
export const createdParameters = { created_after: Moment, created_before: Moment };

export function createdFilters(query: { created_after?: number | undefined; created_before?: number | undefined }): Filter[] {
  const { created_after, created_before } = query;
  return [
    ...(created_after === undefined ? [] : [{ sql: "created_at > ?", values: [created_after] }]),
    ...(created_before === undefined ? [] : [{ sql: "created_at < ?", values: [created_before] }]),
  ];
}
