import { createHash } from "node:crypto";
import type { JsonSchema } from "json-schema-faker";

const decisive = ["const", "enum", "pattern", "format", "default", "examples", "not", "if", "allOf", "anyOf", "oneOf", "$ref"];

/**
 * Where the schema leaves a text open, one that says whose value it is (`account name 4821`) in place of random letters;
 * amounts with two decimals. `path` is the place in the output, and makes texts of different places differ.
 */
export function readable(value: unknown, schema: JsonSchema, path: string): unknown {
  if (typeof schema === "boolean" || decisive.some(name => Object.hasOwn(schema, name))) return value;
  if (typeof value === "string") return readableText(value, schema, path);
  return typeof value === "number" && !Number.isInteger(value) && schema.multipleOf === undefined ? rounded(value, schema) : value;
}

function readableText(value: string, { minLength = 0, maxLength = Infinity }: Exclude<JsonSchema, boolean>, path: string): string {
  // A place of a list is named after the list.
  const name = path.split("/").findLast(part => part !== "" && !/^\d+$/.test(part)) ?? "text";
  const number = createHash("sha256").update(`${path} ${value}`).digest().readUInt16BE(0) % 10_000;
  const text = `${name.replaceAll("~1", "/").replaceAll("~0", "~").replaceAll("_", " ")} ${number}`;
  return text.length >= minLength && text.length <= maxLength ? text : value;
}

/** To cents, and without a sign, where the limits allow it. */
function rounded(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Exclude<JsonSchema, boolean>): number {
  const cents = Math.round(Math.abs(value) * 100) / 100;
  const isAbove = cents >= (minimum ?? cents) && cents > (exclusiveMinimum ?? -Infinity);
  const isBelow = cents <= (maximum ?? cents) && cents < (exclusiveMaximum ?? Infinity);
  return isAbove && isBelow ? cents : value;
}
