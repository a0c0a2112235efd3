import { invalid } from "./server/refusal.ts";

/** Deeper values overflow the stack of whoever checks them or writes them as JSON. */
const maxDepth = 500;

export function refuseTooDeep(field: string, value: unknown): void {
  if (isDeeper(value, maxDepth)) throw invalid(field, `\`${field}\` is nested deeper than ${maxDepth} times.`);
}

/** Level by level, not by recursion: that is what must not happen to such a value. */
function isDeeper(value: unknown, depth: number): boolean {
  let level = [value].filter(isContainer);
  for (let at = 0; level.length > 0; at += 1) {
    if (at >= depth) return true;
    level = level.flatMap(container => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
