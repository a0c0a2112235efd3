import type { Json, JsonSchema } from "../../api/schemas/wire.ts";

export interface TokenizedInput {
  readonly input: Json;
  /** With dots where the member lies deeper. */
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, Json>>;
}

/** Takes out what the schema marks: `writeOnly`, the format `password`, or `x-deck-tokenize`. */
export function splitTokens(schema: JsonSchema | null, input: Json): TokenizedInput {
  const values = new Map<string, Json>();
  const rest = schema === null ? input : without(schema, input, [], values);
  return { input: rest, names: [...values.keys()], values: Object.fromEntries(values) };
}

/** The input as it was sent. */
export function withTokens(input: Json, values: Json): Json {
  return entriesOf(values).reduce((whole, [name, value]) => put(whole, name.split("."), value), input);
}

function without(schema: Json, input: Json, path: readonly string[], values: Map<string, Json>): Json {
  const properties = new Map(entriesOf(member(schema, "properties")));
  if (properties.size === 0 || !isObject(input)) return input;
  const kept = Object.entries(input).flatMap(([name, value]): [string, Json][] => {
    const described = properties.get(name);
    // A dot in the name itself could not be told from one between two names.
    if (described === undefined || name.includes(".")) return [[name, value]];
    if (!isMarked(described)) return [[name, without(described, value, [...path, name], values)]];
    values.set([...path, name].join("."), value);
    return [];
  });
  return Object.fromEntries(kept);
}

function isMarked(schema: Json): boolean {
  return member(schema, "writeOnly") === true || member(schema, "format") === "password" || member(schema, "x-deck-tokenize") === true;
}

function put(input: Json, path: readonly string[], value: Json): Json {
  const [name, ...deeper] = path;
  if (name === undefined) return value;
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
