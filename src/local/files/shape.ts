import type { Json, JsonSchema } from "../../api/schemas/wire.ts";

type Members = { readonly [name: string]: Json };

/**
 * Brings what was found into the form of a schema, by names and types alone: nothing is guessed from its meaning.
 * Names are compared without regard to case, blanks, `_` and `-`; texts become numbers and booleans where the schema
 * wants them; rows go into the schema's only list; in plain text, lines such as `Amount due: 12.50` are members.
 */
export function shaped(content: Json, schema: JsonSchema): Json {
  if (typeof schema === "boolean") return content;
  return fitted(isObject(content) ? withLabels(content) : content, schema);
}

function fitted(value: Json, schema: Json): Json {
  if (!isObject(schema)) return value;
  if (Array.isArray(value)) return listFitted(value, schema);
  if (isObject(value)) return membersFitted(value, schema["properties"]);
  return typeof value === "string" ? converted(value, typesOf(schema)) : value;
}

function listFitted(rows: readonly Json[], schema: Members): Json {
  const items = schema["items"];
  if (items !== undefined) return rows.map(row => fitted(row, items));
  const lists = entriesOf(schema["properties"]).filter(([, property]) => typesOf(property).includes("array"));
  const [only] = lists;
  return only && lists.length === 1 ? { [only[0]]: fitted([...rows], only[1]) } : [...rows];
}

function membersFitted(value: Members, properties: Json | undefined): Json {
  const wanted = entriesOf(properties);
  if (wanted.length === 0) return { ...value };
  const found = new Map(Object.entries(value).map(([name, member]) => [plain(name), member]));
  const members = wanted.flatMap(([name, property]): [string, Json][] => {
    const member = found.get(plain(name));
    return member === undefined ? [] : [[name, fitted(member, property)]];
  });
  return Object.fromEntries(members);
}

function converted(text: string, types: readonly string[]): Json {
  if (types.length === 0 || (types.includes("string") && text !== "")) return text;
  if (text === "" && types.includes("null")) return null;
  const isNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) && (types.includes("number") || types.includes("integer"));
  if (isNumber) return Number(text);
  if (types.includes("boolean") && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

/** Members of their own win over lines of the text. */
function withLabels(content: Members): Members {
  const { text } = content;
  if (typeof text !== "string" || Object.keys(content).length !== 1) return content;
  const labelled = text.split("\n").flatMap((line): [string, Json][] => {
    const [, label = "", value = ""] = /^\s*([^:=]{1,60}?)\s*[:=]\s*(\S.*?)\s*$/.exec(line) ?? [];
    return label === "" ? [] : [[label, value]];
  });
  return { ...Object.fromEntries(labelled), text };
}

function typesOf(schema: Json | undefined): string[] {
  const type = isObject(schema) ? schema["type"] : undefined;
  return [type ?? []].flat().filter(name => typeof name === "string");
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
