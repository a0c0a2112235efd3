import * as z from "zod";
import type { PageQuery, Position } from "../store/table.ts";
import { Problem } from "./refusal.ts";

/** The last one of a repeated parameter counts; an empty one, such as that of a form, counts as absent. */
export function one<S extends z.ZodType>(schema: S) {
  return z.preprocess(values => (Array.isArray(values) ? values.at(-1) || undefined : values), schema);
}

const limit = one(
  z
    .string()
    .regex(/^-?(?:0|[1-9]\d*)$/, "must be an integer")
    .transform(Number)
    .refine(count => count >= 1 && count <= 100, "must be from 1 to 100")
    .optional(),
).meta({ type: ["integer", "string"], description: "From 1 to 100; 20 where absent." });

/** What every list understands. The older way names the id after which, or before which, the page lies. */
export const pageParameters = {
  limit,
  cursor: one(z.string().optional()),
  starting_after: one(z.string().optional()),
  ending_before: one(z.string().optional()),
};
export const PageParameters = z.object(pageParameters);
export type PageParameters = z.output<typeof PageParameters>;

/** A place in a list and the way on from there: `b` towards its beginning. */
const Cursor = z.strictObject({ t: z.int(), n: z.int(), b: z.literal(1).optional() });

interface Start {
  readonly after?: Position;
  readonly isBackwards: boolean;
}

interface Listed<Row> {
  page(query: PageQuery): Row[];
  get(id: string): Row | undefined;
}

type ListQuery = PageParameters & Pick<PageQuery, "filters" | "oldestFirst">;

/** One page of a table, newest first where the query does not say, each row written by `write`. */
export function pageFrom<Row extends { created_at: number; seq: number }, Item>(
  table: Listed<Row>,
  query: ListQuery,
  write: (row: Row) => Item,
): { data: Item[]; has_more: boolean; next_cursor: string | null } {
  const wanted = query.limit ?? 20;
  const { after, isBackwards } = startOf(table, query);
  const oldestFirst = (query.oldestFirst ?? false) !== isBackwards;
  const rows = table.page({ filters: query.filters ?? [], after, limit: wanted, oldestFirst });
  const data = rows.slice(0, wanted);
  const last = data.at(-1);
  const has_more = rows.length > wanted;
  const next_cursor = has_more && last ? cursorAt(last, isBackwards) : null;
  return { data: (isBackwards ? data.toReversed() : data).map(write), has_more, next_cursor };
}

function startOf(table: Listed<Position>, { cursor, starting_after, ending_before }: PageParameters): Start {
  if (cursor !== undefined) return startAt(cursor);
  if (starting_after !== undefined) return { after: placeOf(table, "starting_after", starting_after), isBackwards: false };
  if (ending_before !== undefined) return { after: placeOf(table, "ending_before", ending_before), isBackwards: true };
  return { isBackwards: false };
}

function placeOf(table: Listed<Position>, parameter: string, id: string): Position {
  const row = table.get(id);
  if (!row) throw new Problem({ [parameter]: ["names nothing in this list"] });
  return row;
}

function cursorAt({ created_at, seq }: Position, isBackwards: boolean): string {
  return Buffer.from(JSON.stringify({ t: created_at, n: seq, ...(isBackwards && { b: 1 }) })).toString("base64url");
}

function startAt(cursor: string): Start {
  try {
    const { t, n, b } = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { after: { created_at: t, seq: n }, isBackwards: b === 1 };
  } catch {
    throw new Problem({ cursor: ["is not a cursor of this list"] });
  }
}
