import type { Json, JsonSchema } from "../api/schemas/wire.ts";

const maxLetters = 600;
const maxText = 80;

/** An input as it may be shown to whoever looks over the shoulder: no secrets, no files, not too long. */
export function shownInput(input: Json | undefined, schema: JsonSchema | null | undefined): string {
  if (input === undefined || isEmpty(input)) return "none";
  const text = JSON.stringify(withoutSecrets(input, schema), undefined, 1);
  return text.length > maxLetters ? `${text.slice(0, maxLetters)}…` : text;
}

/** What a schema says must not be seen: also how a form decides to show dots. */
export function isSecretSchema(schema: unknown): boolean {
  return isObject(schema) && (schema["writeOnly"] === true || schema["format"] === "password");
}

function withoutSecrets(value: Json, schema: unknown): Json {
  if (isSecretSchema(schema)) return "••••";
  if (typeof value === "string") return value.length > maxText ? `${value.slice(0, maxText)}…` : value;
  if (Array.isArray(value)) return value.map(item => withoutSecrets(item, memberOf(schema, "items")));
  if (typeof value !== "object" || value === null) return value;
  const members = memberOf(schema, "properties");
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutSecrets(member, memberOf(members, name))]));
}

function memberOf(schema: unknown, name: string): unknown {
  return isObject(schema) && Object.hasOwn(schema, name) ? schema[name] : undefined;
}

function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
