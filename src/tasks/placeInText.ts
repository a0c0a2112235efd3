import { itemsIn, membersIn, skipBlanks, type Span, valueEnd } from "../base/jsonMembers.ts";

/** Where the value that a JSON pointer names stands in a text; where there is none, the one that it would be in. */
export function placeInText(text: string, pointer: string): Span {
  const start = skipBlanks(text, 0);
  let place: Span = { start, end: valueEnd(text, start) };
  for (const name of pointer.split("/").slice(1)) {
    const inside = child(text, place.start, name.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!inside) break;
    place = { start: inside.start, end: inside.end };
  }
  return place;
}

/** So much of a value as can be underlined: of one that goes over many lines only where it begins. */
export function markIn(text: string, { start, end }: Span): Span {
  return { start, end: text.slice(start, end).includes("\n") ? start + 1 : end };
}

function child(text: string, from: number, name: string): Span | undefined {
  if (text[from] === "[") return [...itemsIn(text, from)][Number(name)];
  // A doubled name means its last value, as for a parser.
  return [...membersIn(text, from)].findLast(member => nameOf(member.name) === name);
}

function nameOf(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
