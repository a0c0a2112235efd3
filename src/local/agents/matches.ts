import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../api/schemas/wire.ts";
import { withinTime } from "../../base/boundedTime.ts";
import type { Matcher } from "../scenario.ts";
import { fill } from "./template.ts";

/** A number that was typed into a form may be a text, and a text of digits a number: `7` fits `"7"` both ways. */
export function matches(matcher: Matcher, value: Json | undefined, values: Json): boolean {
  if (Array.isArray(matcher)) return matcher.map(right => fill(right, values)).some(right => isSame(right, value));
  if (value === undefined || value === null) return false;
  const pattern = new RegExp(matcher.pattern, "u");
  // What cannot be decided in time is not accepted.
  return withinTime(() => pattern.test(textOf(value))) === true;
}

function isSame(right: Json, value: Json | undefined): boolean {
  return isDeepStrictEqual(right, value) || JSON.stringify(right) === value || JSON.stringify(value) === right;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
