import { localRef } from "../localRef.ts";
import type { Json, JsonSchema } from "../../api/schemas/wire.ts";

export interface TokenizedInput {
  readonly input: Json;
  /** With dots where the member lies deeper; in a list, its place from 0 is a name too. */
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, Json>>;
}

/** Takes out what the schema marks: `writeOnly`, the format `password`, or `x-deck-tokenize`. */
export function splitTokens(schema: JsonSchema | null, input: Json): TokenizedInput {
  const values = new Map<string, Json>();
  const rest = schema === null ? input : without(partsOf([schema], schema), input, [], { schema, values });
  return { input: rest, names: [...values.keys()], values: Object.fromEntries(values) };
}

/** The input as it was sent. */
export function withTokens(input: Json, values: Json): Json {
  return entriesOf(values).reduce((whole, [name, value]) => put(whole, name.split("."), value), input);
}

interface Search {
  readonly schema: Json;
  readonly values: Map<string, Json>;
}

function without(described: readonly Json[], input: Json, path: readonly string[], search: Search): Json {
  if (described.length === 0) return input;
  if (Array.isArray(input)) return withoutItems(described, input, path, search);
  if (!isObject(input)) return input;
  const properties = described.map(part => new Map(entriesOf(member(part, "properties"))));
  const kept = Object.entries(input).flatMap(([name, value]): [string, Json][] => {
    // A dot in the name itself could not be told from one between two names.
    if (name.includes(".")) return [[name, value]];
    const parts = partsOf(properties.flatMap(known => known.get(name) ?? []), search.schema);
    const rest = outside(parts, value, [...path, name], search);
    return rest === undefined ? [] : [[name, rest]];
  });
  return Object.fromEntries(kept);
}

/** null in place of what is taken out, so that the others keep their places. */
function withoutItems(described: readonly Json[], input: readonly Json[], path: readonly string[], search: Search): Json {
  const later = partsOf(described.flatMap(part => ["items", "additionalItems"].map(name => member(part, name) ?? null).filter(isObject)), search.schema);
  const first = described.flatMap(part => [member(part, "prefixItems"), member(part, "items")]).filter(Array.isArray);
  return input.map((item, index) => {
    const own = partsOf(first.flatMap(list => list[index] ?? []), search.schema);
    return outside(own.length > 0 ? [...own, ...later] : later, item, [...path, String(index)], search) ?? null;
  });
}

/** What stays of a value, or nothing where all of it is taken out. */
function outside(parts: readonly Json[], value: Json, path: readonly string[], search: Search): Json | undefined {
  if (!parts.some(isMarked)) return without(parts, value, path, search);
  search.values.set(path.join("."), value);
  return undefined;
}

/** The schemas themselves, those that they refer to, and those that they are put together from: each once. */
function partsOf(schemas: readonly Json[], root: Json): Json[] {
  const parts = new Set(schemas);
  // Those that are added meanwhile are visited too.
  for (const part of parts) {
    const ref = member(part, "$ref");
    const referred = typeof ref === "string" ? localRef(root, ref) : undefined;
    if (referred !== undefined) parts.add(referred);
    for (const inner of ["allOf", "anyOf", "oneOf"].flatMap(name => member(part, name) ?? [])) parts.add(inner);
  }
  return [...parts];
}

function isMarked(schema: Json): boolean {
  return member(schema, "writeOnly") === true || member(schema, "format") === "password" || member(schema, "x-deck-tokenize") === true;
}

function put(input: Json, path: readonly string[], value: Json): Json {
  const [name, ...deeper] = path;
  if (name === undefined) return value;
  if (Array.isArray(input)) return input.map((item, index) => (String(index) === name ? put(item, deeper, value) : item));
  const inside = member(input, name) ?? {};
  return Object.fromEntries([...entriesOf(input), [name, put(inside, deeper, value)]]);
}

function member(value: Json, name: string): Json | undefined {
  return entriesOf(value).find(([own]) => own === name)?.[1];
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
