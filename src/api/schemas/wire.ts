import * as z from "zod";

/**
 * How the service writes values. Every schema here reads leniently (`z.output`) what servers of all ages
 * send; its input side (`z.input`) is what a server of the newest age writes, and what the OpenAPI document
 * of Local Deck is made from.
 */

const integerText = /^-?(?:0|[1-9]\d*)$/;

/** An integer that may arrive as a numeric string. */
export const WireInteger = z.union([z.int(), z.string().regex(integerText)]).transform(Number);

/** ISO 8601 in UTC. Kept as text, whatever it says: only the screen needs a date. */
export const Timestamp = z.string().meta({ format: "date-time" });

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Any JSON value. What `JSON.parse` gave is one already, so large outputs are not walked again. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse is the proof
export const Json = z.unknown() as z.ZodType<Json>;

/** A JSON Schema, or null where a task has none. Not checked further here. */
export const JsonSchema = z.union([z.record(z.string(), Json), z.boolean()]);
export type JsonSchema = z.infer<typeof JsonSchema>;

/** One odd entry does not cost the others: it is left out. */
export function lenientList<S extends z.ZodType>(item: S) {
  return z.array(item.nullable().catch(null)).transform(list => list.filter(one => one !== null));
}

/** One page of a list: `limit` and `cursor` in, this out. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullish(),
    request_id: z.string().optional(),
  });
}

/** A page whose entries are read one by one. */
export const LoosePage = pageOf(z.unknown());
export type LoosePage = z.infer<typeof LoosePage>;

export interface Page<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly next_cursor?: string | null | undefined;
}
