/** One character of a pattern, as it is written, and how often it is wanted. */
const piece = /(\\[^bBkpPuxc0-9]|\[[^\]\\^][^\]\\]*\]|[^\\[\](){}*+?.|^$])(\{(\d+)(?:,\d*)?\}|[+*?])?/gy;

const maxLetters = 40;

/** A text that fits a pattern, as people read that more easily. Undefined for patterns that are more than a row of characters. */
export function exampleOf(pattern: string): string | undefined {
  const row = /^\^(.+)\$$/.exec(pattern)?.[1] ?? "";
  let [example, end] = ["", 0];
  for (const [whole, character = "", times, count] of row.matchAll(piece)) {
    for (let left = timesOf(times, count); left > 0 && example.length <= maxLetters; left--) example += oneOf(character, example);
    end += whole.length;
  }
  return end === row.length && example !== "" && example.length <= maxLetters && fits(pattern, example) ? example : undefined;
}

function timesOf(times: string | undefined, count: string | undefined): number {
  if (count !== undefined) return Math.max(1, Number(count));
  return times === "?" || times === "*" ? 0 : 1;
}

const digits = "1234567890";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** They count up, as in examples that people write. */
function oneOf(character: string, before: string): string {
  const next = (from: string): string => from.charAt(Array.from(before).filter(each => from.includes(each)).length % from.length);
  if (character === String.raw`\d` || character.startsWith("[0-9")) return next(digits);
  if (character === String.raw`\w` || character.startsWith("[A-Z")) return next(letters);
  if (character.startsWith("[a-z")) return next(letters.toLowerCase());
  if (character.startsWith("[")) return character.charAt(1);
  if (character === String.raw`\s`) return " ";
  return character.startsWith("\\") ? character.charAt(1) : character;
}

function fits(pattern: string, example: string): boolean {
  try {
    return new RegExp(pattern, "u").test(example);
  } catch {
    return false;
  }
}
