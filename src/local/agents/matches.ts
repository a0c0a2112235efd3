import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../api/schemas/wire.ts";
import type { Matcher } from "../scenario.ts";
import { fill } from "./template.ts";

/** A number that was typed into a form is a text: `7` fits `"7"` too. */
export function matches(matcher: Matcher, value: Json | undefined, values: Json): boolean {
  if (Array.isArray(matcher)) return matcher.map(right => fill(right, values)).some(right => isSame(right, value));
  return value !== undefined && value !== null && new RegExp(matcher.pattern, "u").test(textOf(value));
}

function isSame(right: Json, value: Json | undefined): boolean {
  return isDeepStrictEqual(right, value) || JSON.stringify(right) === value;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
