import type { Json } from "../../api/schemas/wire.ts";

const placeholder = /\{\{\s*([\w-]+(?:\.[\w-]+)*)\s*\}\}/g;
const onlyPlaceholder = /^\{\{\s*([\w-]+(?:\.[\w-]+)*)\s*\}\}$/;

/** `{{input.name}}` filled in, at any depth. A text that is one placeholder becomes the value, other texts the value as text. */
export function fill(template: Json, values: Json): Json {
  if (typeof template === "string") return fillText(template, values);
  if (Array.isArray(template)) return template.map(item => fill(item, values));
  if (template === null || typeof template !== "object") return template;
  return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, fill(item, values)]));
}

export function fillToText(template: string, values: Json): string {
  return template.replace(placeholder, (_, path: string) => asText(lookUp(values, path)));
}

/** As text of a markup: a value cannot become an element of the picture. */
export function fillMarkup(template: string, values: Json): string {
  return template.replace(placeholder, (_, path: string) => asMarkup(asText(lookUp(values, path))));
}

/** Letters that no XML may hold are left out: one of them would spoil the whole picture. */
export function asMarkup(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}

function fillText(template: string, values: Json): Json {
  const path = onlyPlaceholder.exec(template)?.[1];
  return path === undefined ? fillToText(template, values) : (lookUp(values, path) ?? null);
}

/** The value at a path such as `input.name`. */
export function lookUp(values: Json, path: string): Json | undefined {
  let found: Json | undefined = values;
  for (const name of path.split(".")) {
    if (found === null || typeof found !== "object") return undefined;
    // Own members only: `constructor` is a name like any other.
    const member: Json | undefined = Object.getOwnPropertyDescriptor(found, name)?.value;
    found = member;
  }
  return found;
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
