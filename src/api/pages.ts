import type * as z from "zod";
import type { QueryValue } from "./call.ts";
import type { Drift } from "./drift.ts";
import type { LoosePage, Page } from "./schemas/wire.ts";

interface Reading<S extends z.ZodType> {
  readonly page: LoosePage;
  readonly item: S;
  /** The cursor that the page was asked with. */
  readonly askedCursor: QueryValue;
  readonly drift: Drift;
  readonly where: string;
}

/** What can be read of a page. One that names itself as the next has no next. */
export function readPage<S extends z.ZodType>({ page, item, askedCursor, drift, where }: Reading<S>): Page<z.output<S>> {
  const data = page.data.flatMap((entry): z.output<S>[] => {
    drift.note(where, item, entry, ["data", "[]"]);
    const parsed = item.safeParse(entry);
    if (parsed.success) return [parsed.data];
    drift.mismatch(where, parsed.error, ["data", "[]"]);
    return [];
  });
  const isLast = !page.next_cursor || page.next_cursor === askedCursor;
  return { data, has_more: page.has_more && !isLast, next_cursor: isLast ? null : page.next_cursor };
}
