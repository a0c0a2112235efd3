import type { Json } from "../../api/schemas/wire.ts";

type Properties = { [name: string]: Json };

/** Everything required and nothing else allowed, but for what `optional` names. */
export function object(properties: Properties, optional: readonly string[] = []): { [key: string]: Json } {
  const required = Object.keys(properties).filter(name => !optional.includes(name));
  return { type: "object", properties, ...(required.length > 0 && { required }), additionalProperties: false };
}

export function listOf(items: Json): { [key: string]: Json } {
  return { type: "array", items };
}

export const text = { type: "string" };
export const date = { type: "string", format: "date" };
export const time = { type: "string", format: "date-time" };
export const amount = { type: "number" };
export const count = { type: "integer", minimum: 0 };
export const yesOrNo = { type: "boolean" };

export const accountNumber = {
  type: "string",
  title: "Account number",
  description: "As printed on the bill.",
  pattern: "^\\d{4}-\\d{4}-\\d$",
  default: "4471-2093-6",
};
