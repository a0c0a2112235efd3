import type { Json, JsonSchema } from "../../api/schemas/wire.ts";

const maxLetters = 600;
const maxText = 80;

/** An input as it may be shown to whoever looks over the shoulder: no secrets, no files, not too long. */
export function shownInput(input: Json | undefined, schema: JsonSchema | null | undefined): string {
  if (input === undefined || isEmpty(input)) return "none";
  const text = JSON.stringify(shortened(withoutSecrets(input, schema, "••••").input), undefined, 1);
  return text.length > maxLetters ? `${text.slice(0, maxLetters)}…` : text;
}

/** The input with `put` in the place of each secret, and what the members are called where one was. */
export function withoutSecrets(input: Json, schema: JsonSchema | null | undefined, put: string): { readonly input: Json; readonly cut: readonly string[] } {
  const cut = new Set<string>();
  const below = (value: Json, schemas: readonly unknown[], name: string): Json => {
    if (secretNames.test(name) || schemas.some(each => isSecretSchema(each))) {
      if (value !== "") cut.add(name);
      return value === "" ? value : put;
    }
    if (Array.isArray(value)) {
      const items = schemasAt(schemas.map(each => memberOf(each, "items")), schema);
      return value.map(item => below(item, items, ""));
    }
    if (typeof value !== "object" || value === null) return value;
    const members = schemas.map(each => memberOf(each, "properties"));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, below(member, schemasAt(members.map(each => memberOf(each, key)), schema), key)]));
  };
  return { input: below(input, schemasAt([schema], schema), ""), cut: [...cut] };
}

/** Whether a text that cannot be read may have a secret in it. */
export function maySpellSecrets(text: string, schema: JsonSchema | null | undefined, names: readonly string[]): boolean {
  return secretNames.test(text) || /"writeOnly":true|"format":"password"/.test(JSON.stringify(schema ?? {})) || names.some(name => text.includes(name));
}

function shortened(value: Json): Json {
  if (typeof value === "string") return value.length > maxText ? `${value.slice(0, maxText)}…` : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
}

/** What a schema, or else its name, says must not be seen: also how a form decides to show dots. */
export function isSecretSchema(schema: unknown, name = ""): boolean {
  return secretNames.test(name) || (isObject(schema) && (schema["writeOnly"] === true || schema["format"] === "password"));
}

/** Tasks seldom say it in their schema. The short ones only as whole words. */
const secretNames = /pass(?:word|phrase|code)|secret|(?<![a-z])(?:pin|ssn|cvc|cvv)(?![a-z])/i;

const branchWords = ["allOf", "anyOf", "oneOf"];
/** More lead in circles, or nowhere. */
const maxSchemas = 100;

/** The schemas, and all that they refer to for the same value. */
function schemasAt(schemas: readonly unknown[], root: unknown): unknown[] {
  const all = new Set<unknown>(schemas);
  for (const schema of all) {
    if (!isObject(schema) || all.size > maxSchemas) continue;
    const target = schema["$ref"];
    if (typeof target === "string") all.add(atPointer(root, target));
    for (const word of branchWords) for (const branch of listIn(schema[word])) all.add(branch);
  }
  return [...all].filter(isObject);
}

/** "#/$defs/pin"; what is elsewhere is not known here. */
function atPointer(root: unknown, target: string): unknown {
  if (!target.startsWith("#")) return undefined;
  const names = target.slice(1).split("/").slice(1);
  return names.reduce((place: unknown, name) => memberOf(place, name.replaceAll("~1", "/").replaceAll("~0", "~")), root);
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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
