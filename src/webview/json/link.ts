import type { Row } from "./row.ts";

/** A web address that could be opened: only what a browser shows, and never without being asked. */
export function linkIn(row: Pick<Row, "kind" | "text" | "isOpen">): string | undefined {
  if (row.kind !== "string" || row.isOpen !== undefined || !/^https?:\/\/[^\s"<>]+$/i.test(row.text)) return undefined;
  return URL.canParse(row.text) ? row.text : undefined;
}
