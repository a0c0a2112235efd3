import type { Json, JsonSchema } from "../api/schemas/wire.ts";
import type { Prompt } from "./question.ts";

/** One member of a task's input: how to ask for it and what the typed text means. */
export interface InputField {
  readonly prompt: Prompt;
  readonly read: (text: string) => Json;
}

/** How the input of a task is asked for. */
export type RunForm =
  | { readonly kind: "none" }
  | { readonly kind: "fields"; readonly fields: readonly InputField[] }
  /** Too involved for single questions: the whole input as JSON text, beginning with this. */
  | { readonly kind: "json"; readonly text: string };

/** Reads the schema the way most are written: an object of simple members. The service checks the values in full. */
export function formOf(schema: JsonSchema | null | undefined): RunForm {
  if (!isObject(schema)) return { kind: "none" };
  const members = schema["properties"];
  if (!isObject(members)) return isOpen(schema) ? { kind: "json", text: "{}" } : { kind: "none" };
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const fields = Object.entries(members).map(([name, member]) => fieldOf(name, member, required.includes(name)));
  const isDescribed = required.every(name => typeof name === "string" && Object.hasOwn(members, name));
  if (isDescribed && fields.every(field => field !== undefined)) return fields.length === 0 ? { kind: "none" } : { kind: "fields", fields };
  return { kind: "json", text: skeletonOf(members, required) };
}

/** The input itself: members that were left blank are left out. */
export function inputOf(fields: readonly InputField[], texts: Readonly<Record<string, string>>): Json {
  const members = fields.flatMap(({ prompt, read }): [string, Json][] => {
    const text = texts[prompt.name] ?? "";
    return text === "" ? [] : [[prompt.name, read(text)]];
  });
  return Object.fromEntries(members);
}

/** Why this is no JSON object; undefined if it is one. */
export function checkJsonObject(text: string): string | undefined {
  try {
    return isObject(JSON.parse(text)) ? undefined : "The input is a JSON object: { ... }";
  } catch (error) {
    return error instanceof Error ? error.message : "This is not JSON.";
  }
}

type SchemaObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Says what it wants in a way that has no list of members. */
function isOpen(schema: SchemaObject): boolean {
  return ["$ref", "oneOf", "anyOf", "allOf", "patternProperties"].some(word => word in schema) || isObject(schema["additionalProperties"]);
}

/** Undefined if it is more than one line of text can say. */
function fieldOf(name: string, schema: unknown, isRequired: boolean): InputField | undefined {
  if (!isObject(schema)) return undefined;
  const kind = kindOf(schema);
  if (!kind) return undefined;
  const initial = schema["default"];
  const prompt: Prompt = {
    name,
    label: textOf(schema["title"]) ?? name,
    isSecret: schema["writeOnly"] === true || schema["format"] === "password",
    isRequired,
    ...withHelp(schema),
    ...(isScalar(initial) ? { initial: String(initial) } : {}),
    ...kind.asks,
  };
  return { prompt, read: kind.read };
}

interface Kind {
  readonly asks: Pick<Prompt, "choices" | "check">;
  readonly read: (text: string) => Json;
}

function kindOf(schema: SchemaObject): Kind | undefined {
  const choices = schema["enum"];
  if (Array.isArray(choices)) return choices.every(isScalar) ? choiceOf(choices) : undefined;
  switch (schema["type"]) {
    case "string":
      return { asks: { check: text => checkText(schema, text) }, read: text => text };
    case "integer":
      return { asks: { check: text => (/^-?\d+$/.test(text.trim()) ? undefined : "A whole number is wanted here.") }, read: Number };
    case "number":
      return { asks: { check: text => (text.trim() !== "" && Number.isFinite(Number(text)) ? undefined : "A number is wanted here.") }, read: Number };
    case "boolean":
      return choiceOf([true, false]);
    default:
      return undefined;
  }
}

type Scalar = string | number | boolean;

function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function choiceOf(values: readonly Scalar[]): Kind {
  const words = (value: Scalar): string => (typeof value === "boolean" ? (value ? "Yes" : "No") : String(value));
  return {
    asks: { choices: values.map(value => ({ value: String(value), label: words(value) })) },
    read: text => values.find(value => String(value) === text) ?? text,
  };
}

function checkText(schema: SchemaObject, text: string): string | undefined {
  const pattern = textOf(schema["pattern"]);
  if (schema["format"] === "date" && !/^\d{4}-\d\d-\d\d$/.test(text)) return "A date is wanted here, as in 2026-03-31.";
  if (schema["format"] === "email" && !/^\S+@\S+$/.test(text)) return "An e-mail address is wanted here.";
  return pattern && !matches(pattern, text) ? `This must match ${pattern}` : undefined;
}

/** A pattern that JavaScript cannot read is left to the service. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

function withHelp(schema: SchemaObject): Pick<Prompt, "help"> {
  const help = textOf(schema["description"]);
  return help ? { help } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function skeletonOf(members: SchemaObject, required: readonly unknown[]): string {
  const names = required.filter(name => typeof name === "string");
  return JSON.stringify(Object.fromEntries(names.map(name => [name, blankOf(members[name])])));
}

function blankOf(schema: unknown): Json {
  if (!isObject(schema)) return null;
  if (isScalar(schema["default"])) return schema["default"];
  if (isObject(schema["properties"]) && Array.isArray(schema["required"])) return JSON.parse(skeletonOf(schema["properties"], schema["required"]));
  if (Array.isArray(schema["enum"]) && isScalar(schema["enum"][0])) return schema["enum"][0];
  const blanks: Readonly<Record<string, Json>> = { string: "", number: 0, integer: 0, boolean: false, array: [], object: {} };
  return blanks[String(schema["type"])] ?? null;
}
