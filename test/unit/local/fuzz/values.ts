import type { Randomness } from "./randomness.ts";

/** What a client sends that has gone wrong, or means harm. */
export const junk = [
  "", " ", "0", "-1", "null", "undefined", "true", "NaN", "../../etc/passwd", "..%2f..%2f", "%00", "a\u0000b", "__proto__", "constructor",
  "';DROP TABLE runs;--", "{{input.x}}", "\u202Eabc", "\uD800", "𝒳".repeat(40), "x".repeat(5_000), "2026-99-99", "1e999", "[]", "{}", "*",
] as const;

const oddValues = [null, true, false, 0, -0, 1.5, -1, 2 ** 53, 1e308, [], {}, [[]], [null], { __proto__: null }, { a: { b: { c: [] } } }, ...junk] as const;

/** Schemas that are wrong, lead to themselves or would take for ever. */
const oddSchemas: readonly [object, ...object[]] = [
  { $ref: "#" },
  { $async: true, type: "object", required: ["a"] },
  { properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }] } } },
  { properties: { a: { type: "string", pattern: "^[a-z]*$" } } },
  { type: "object", properties: { a: { $ref: "#" } } },
  { type: "wrong" },
];

export function oddValue(random: Randomness): unknown {
  if (random.happens(2)) return deep(random.one([400, 499, 501, 3000]));
  return random.happens(10) ? random.one(oddSchemas) : random.one(oddValues);
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

type Schema = Readonly<Record<string, unknown>>;

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Something that the schema may well accept. `ids` are of things that exist. */
export function valueFor(schema: unknown, random: Randomness, ids: readonly string[], depth = 0): unknown {
  if (!isSchema(schema) || depth > 5) return oddValue(random);
  const choices = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(choices) && choices.length > 0) return valueFor(choices[random.below(choices.length)], random, ids, depth + 1);
  if (Array.isArray(schema["enum"]) && schema["enum"].length > 0) return schema["enum"][random.below(schema["enum"].length)];
  if ("const" in schema) return schema["const"];
  const type = Array.isArray(schema["type"]) ? schema["type"][random.below(schema["type"].length)] : schema["type"];
  switch (type) {
    case "object":
      return objectFor(schema, random, ids, depth);
    case "array":
      return Array.from({ length: random.below(4) }, () => valueFor(schema["items"], random, ids, depth + 1));
    case "integer":
      return random.below(1_000);
    case "number":
      return random.next() * 1_000;
    case "boolean":
      return random.happens(50);
    case "null":
      return null;
    case "string":
      return text(random, ids);
    default:
      return random.happens(50) ? { type: "object", properties: { a: { type: "string" } } } : oddValue(random);
  }
}

function objectFor(schema: Schema, random: Randomness, ids: readonly string[], depth: number): unknown {
  const members = isSchema(schema["properties"]) ? schema["properties"] : {};
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const chosen = Object.entries(members).filter(([name]) => required.includes(name) || random.happens(50));
  return Object.fromEntries(chosen.map(([name, member]) => [name, valueFor(member, random, ids, depth + 1)]));
}

export function text(random: Randomness, ids: readonly string[]): string {
  if (ids.length > 0 && random.happens(60)) return ids[random.below(ids.length)] ?? "";
  return random.one([...junk, "https://portal.example", "http://127.0.0.1:9/hook", "webhook", "website", "2026-01-31T12:00:00Z", "running", "success", "a name"]);
}

/** One thing about the body is changed: a member lost, replaced or added. */
export function mutated(body: unknown, random: Randomness): unknown {
  if (!isSchema(body)) return oddValue(random);
  const names = Object.keys(body);
  const name = names[random.below(names.length)] ?? "x";
  const copy: Record<string, unknown> = { ...body };
  if (random.happens(30)) delete copy[name];
  else copy[random.happens(80) ? name : random.one(junk)] = oddValue(random);
  return copy;
}
