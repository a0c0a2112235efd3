import * as z from "zod";
import type { Page } from "../../api/schemas/wire.ts";
import type { Filter, PageQuery, Position } from "../store/table.ts";
import { Problem } from "./refusal.ts";

/** The last one of a repeated parameter counts. */
export function one<S extends z.ZodType>(schema: S) {
  return z.preprocess(values => (Array.isArray(values) ? values.at(-1) : values), schema);
}

const limit = one(
  z
    .string()
    .regex(/^-?(?:0|[1-9]\d*)$/, "must be an integer")
    .transform(Number)
    .refine(count => count >= 1 && count <= 100, "must be from 1 to 100")
    .optional(),
);

/** What every list understands. `starting_after` is the older way: the id after which the page begins. */
export const pageParameters = {
  limit,
  cursor: one(z.string().optional()),
  starting_after: one(z.string().optional()),
};
export const PageParameters = z.object(pageParameters);
export type PageParameters = z.output<typeof PageParameters>;

const Cursor = z.strictObject({ t: z.int(), n: z.int() });

interface Listed<Row> {
  page(query: PageQuery): Row[];
  get(id: string): Row | undefined;
}

/** One page of a table, each row written by `write`. */
export function pageFrom<Row extends { created_at: number; seq: number }, Item>(
  table: Listed<Row>,
  query: PageParameters & { readonly filters?: readonly Filter[] },
  write: (row: Row) => Item,
): Page<Item> & { data: Item[] } {
  const wanted = query.limit ?? 20;
  const rows = table.page({ filters: query.filters ?? [], after: startOf(table, query), limit: wanted });
  const data = rows.slice(0, wanted);
  const last = data.at(-1);
  const has_more = rows.length > wanted;
  return { data: data.map(write), has_more, next_cursor: has_more && last ? cursorAt(last) : null };
}

function startOf(table: Listed<Position>, { cursor, starting_after }: PageParameters): Position | undefined {
  if (cursor !== undefined) return positionOf(cursor);
  if (starting_after === undefined) return undefined;
  const row = table.get(starting_after);
  if (!row) throw new Problem({ starting_after: ["names nothing in this list"] });
  return row;
}

function cursorAt({ created_at, seq }: Position): string {
  return Buffer.from(JSON.stringify({ t: created_at, n: seq })).toString("base64url");
}

function positionOf(cursor: string): Position {
  try {
    const { t, n } = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { created_at: t, seq: n };
  } catch {
    throw new Problem({ cursor: ["is not a cursor of this list"] });
  }
}
