import type { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { fileShapeOf } from "../documents/fileShape.ts";
import type { Prompt } from "../needs/question.ts";
import type { Judge } from "./judge.ts";
import { isSecretSchema } from "./shownInput.ts";

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

/** More questions than this one after the other lose the person on the way. */
const maxFields = 6;

/** Reads the schema the way most are written: an object of simple members. The service checks the values in full. */
export function formOf(schema: JsonSchema | null | undefined, judge: Judge): RunForm {
  if (!isObject(schema)) return { kind: "none" };
  const members = schema["properties"];
  if (!isObject(members)) return isOpen(schema) ? { kind: "json", text: "{}" } : { kind: "none" };
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  if (hasBranches(schema)) return { kind: "json", text: skeletonOf(members, required) };
  const fields = Object.entries(members).map(([name, member]) => fieldOf(name, { schema: member, isRequired: required.includes(name), judge }));
  const isDescribed = required.every(name => typeof name === "string" && Object.hasOwn(members, name));
  if (isDescribed && fields.length <= maxFields && fields.every(field => field !== undefined)) {
    return fields.length === 0 ? { kind: "none" } : { kind: "fields", fields };
  }
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

type SchemaObject = Exclude<JsonSchema, boolean>;

function isSchemaObject(value: unknown): value is SchemaObject {
  return isObject(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Says what it wants in a way that has no list of members. */
function isOpen(schema: Readonly<Record<string, unknown>>): boolean {
  const others = schema["additionalProperties"];
  return hasBranches(schema) || ["allOf", "patternProperties"].some(word => word in schema) || isObject(others) || others === true;
}

/** May want members that are not in its list, or some of them only sometimes. */
function hasBranches(schema: Readonly<Record<string, unknown>>): boolean {
  return ["$ref", "$dynamicRef", "oneOf", "anyOf", "if", "dependentSchemas", "dependentRequired"].some(word => word in schema);
}

/** Undefined if it is more than one line of text can say. */
function fieldOf(name: string, { schema, isRequired, judge }: { schema: unknown; isRequired: boolean; judge: Judge }): InputField | undefined {
  if (!isSchemaObject(schema)) return undefined;
  const kind = kindOf(schema, judge);
  if (!kind) return undefined;
  const initial = schema["default"];
  const prompt: Prompt = {
    name,
    label: textOf(schema["title"]) ?? name,
    isSecret: isSecretSchema(schema, name),
    isRequired,
    ...withHelp(schema),
    ...(isScalar(initial) ? { initial: String(initial) } : {}),
    ...kind.asks,
  };
  return { prompt, read: kind.read };
}

interface Kind {
  readonly asks: Pick<Prompt, "choices" | "check" | "isFile">;
  readonly read: (text: string) => Json;
}

function kindOf(schema: SchemaObject, judge: Judge): Kind | undefined {
  const file = fileShapeOf(schema);
  if (file) return { asks: { isFile: true }, read: text => file.read(JSON.parse(text)) };
  const choices = schema["enum"];
  if (Array.isArray(choices)) return choices.every(isScalar) ? choiceOf(choices) : undefined;
  switch (schema["type"]) {
    case "string":
      return { asks: { check: text => judge(schema, text) }, read: text => text };
    case "integer":
    case "number":
      return { asks: { check: text => judge(schema, text.trim() === "" ? text : numberOr(text)) }, read: Number };
    case "boolean":
      return choiceOf([true, false]);
    default:
      return undefined;
  }
}

/** What is no number stays a text, which the schema will not have. */
function numberOr(text: string): Json {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
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

function withHelp(schema: SchemaObject): Pick<Prompt, "help"> {
  const help = textOf(schema["description"]);
  return help ? { help } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function skeletonOf(members: Readonly<Record<string, unknown>>, required: readonly unknown[]): string {
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

/** The texts that would be typed for an input as it was sent; undefined if the fields cannot say all of it. */
export function textsOf(fields: readonly InputField[], input: Json): Readonly<Record<string, string>> | undefined {
  if (!isObject(input)) return undefined;
  const names = new Set(fields.map(({ prompt }) => prompt.name));
  const isAllAsked = Object.keys(input).every(name => names.has(name));
  const texts = fields.flatMap(({ prompt }) => {
    // What was left out stays so: its default is no part of that input.
    const text = textFor(prompt, input[prompt.name]) ?? (prompt.isRequired ? undefined : "");
    return text === undefined ? [] : [[prompt.name, text] as const];
  });
  return isAllAsked ? Object.fromEntries(texts) : undefined;
}

function textFor({ isFile, isSecret }: Prompt, value: unknown): string | undefined {
  if (isSecret || value === undefined) return undefined;
  // A file of an earlier run is named by its id.
  if (isFile) return JSON.stringify({ known: value });
  return isScalar(value) ? String(value) : undefined;
}
