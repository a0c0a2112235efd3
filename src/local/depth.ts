import { invalid } from "./server/refusal.ts";

/** Deeper values overflow the stack of whoever checks them or writes them as JSON. */
const maxDepth = 500;

export function refuseTooDeep(field: string, value: unknown): void {
  if (isDeeper(value, maxDepth)) throw invalid(field, `\`${field}\` is nested deeper than ${maxDepth} times.`);
}

/** Each member of a body by itself: it is the value of a member that is kept, checked or written. */
export function refuseTooDeepBody(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  for (const [name, value] of Object.entries(body)) refuseTooDeep(name, value);
}

/** Goes no deeper than asked, and makes nothing on the way: values may be large. */
function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) return value.some(item => isDeeper(item, depth - 1));
  return Object.values(value).some(item => isDeeper(item, depth - 1));
}
