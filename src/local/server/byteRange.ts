/** Both ends are included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Of a `Range` header; several ranges, and units we do not know, are answered with the whole, as RFC 9110 allows. */
export function byteRange(header: string | undefined, size: number): ByteRange | "whole" | "unsatisfiable" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return "whole";
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < start) return "whole";
  return start > end ? "unsatisfiable" : { start, end };
}
