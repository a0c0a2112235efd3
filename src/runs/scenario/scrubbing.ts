import type { Json } from "../../api/schemas/wire.ts";

/** What is done to values before they leave for a file that others may read. */
export interface Scrubbing {
  readonly text: (text: string) => string;
  readonly value: (value: Json) => Json;
}

const emails = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Account, card and telephone numbers, however they are parted. */
const longNumbers = /\d(?:[ ./()-]{0,2}\d){5,}/g;
/** Times say when, not who. */
const times = /(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)/;
const tokens = /\benc_\S+|\b(?=\S*\d)[\w-]{32,}\b/g;

/** What each rule does, in the words of the file. */
export const scrubbingRules: readonly string[] = [
  "values of the input became placeholders",
  "e-mail addresses became person@example.test",
  "digits of long numbers became 0",
  "long tokens were cut out",
  "letters of values under personal names became x",
];

/**
 * Replaces what may tell of a person, in the form it had, so that patterns of schemas still fit. `input` is what the run
 * was started with: its values become placeholders, and the replayed run shows those of its own input. `personalNames`
 * are parts of member names, in any case.
 */
export function scrubbing(input: Json | undefined, personalNames: readonly string[]): Scrubbing {
  const known = inputValues(input);
  const isPersonal = (name: string): boolean => personalNames.some(part => name.toLowerCase().includes(part.toLowerCase()));
  const text = (original: string): string => {
    const parts = known.reduce(
      (texts, { value, placeholder }) => texts.flatMap(each => (each.isDone ? [each] : parted(each.text, value, placeholder))),
      [{ text: original, isDone: false }],
    );
    return parts.map(part => (part.isDone ? part.text : plain(part.text))).join("");
  };
  const value = (original: Json): Json => {
    if (typeof original === "string") return text(original);
    if (Array.isArray(original)) return original.map(value);
    if (typeof original !== "object" || original === null) return original;
    return Object.fromEntries(Object.entries(original).map(([name, member]) => [name, isPersonal(name) ? masked(member, text) : value(member)]));
  };
  return { text, value };
}

interface Part {
  readonly text: string;
  /** Whether a placeholder stands here, in which nothing is replaced. */
  readonly isDone: boolean;
}

function parted(text: string, value: string, placeholder: string): Part[] {
  return text.split(value).flatMap((part, at) => [...(at > 0 ? [{ text: placeholder, isDone: true }] : []), { text: part, isDone: false }]);
}

function plain(text: string): string {
  // Every second part is a time.
  return text
    .split(times)
    .map((part, at) => (at % 2 === 1 ? part : withoutPersons(part)))
    .join("");
}

function withoutPersons(text: string): string {
  return text
    .replaceAll(emails, "person@example.test")
    .replaceAll(tokens, "…")
    .replaceAll(longNumbers, digits => digits.replaceAll(/\d/g, "0"));
}

/** Everything below a personal name, but for its form. */
function masked(value: Json, text: (text: string) => string): Json {
  if (typeof value === "string") {
    const scrubbed = text(value);
    return scrubbed.includes("{{") ? scrubbed : scrubbed.replaceAll(/\p{L}/gu, "x").replaceAll(/\d/g, "0");
  }
  if (typeof value === "number") return 0;
  if (Array.isArray(value)) return value.map(each => masked(each, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member, text)]));
}

/** Shorter ones stand in texts by chance. */
const shortestInput = 4;

/** The longest first, as one may be a part of another. */
function inputValues(input: Json | undefined): { value: string; placeholder: string }[] {
  const found: { value: string; placeholder: string }[] = [];
  const look = (value: Json | undefined, path: string): void => {
    if (typeof value === "string" && value.length >= shortestInput) found.push({ value, placeholder: `{{${path}}}` });
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [name, member] of Object.entries(value)) if (/^[\w-]+$/.test(name)) look(member, `${path}.${name}`);
  };
  look(input, "input");
  return found.toSorted((a, b) => b.value.length - a.value.length);
}
