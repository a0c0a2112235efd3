/**
 * Where the values of an object's own members stand in its text, without reading them: numbers keep their digits and a
 * large value costs no memory. A doubled name means its last value, as for a parser. Empty for text that is no object.
 */
export function memberTexts(text: string, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, start, end } of membersIn(text, skipBlanks(text, 0))) if (names.includes(name)) found.set(name, text.slice(start, end));
  return found;
}

/** From where a value begins to behind its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The members of the object that begins at `from`, each with its name as it is written between the quotes; none of anything else. */
export function* membersIn(text: string, from: number): Generator<Span & { readonly name: string }> {
  if (text[from] !== "{") return;
  let at = skipBlanks(text, from + 1);
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at);
    const start = skipBlanks(text, skipBlanks(text, nameEnd) + 1);
    const end = valueEnd(text, start);
    yield { name: text.slice(at + 1, nameEnd - 1), start, end };
    at = skipBlanks(text, end);
    if (text[at] !== ",") return;
    at = skipBlanks(text, at + 1);
  }
}

/** The entries of the list that begins at `from`; none of anything else. */
export function* itemsIn(text: string, from: number): Generator<Span> {
  if (text[from] !== "[") return;
  let start = skipBlanks(text, from + 1);
  while (start < text.length && text[start] !== "]") {
    const end = valueEnd(text, start);
    yield { start, end };
    const next = skipBlanks(text, end);
    if (text[next] !== ",") return;
    start = skipBlanks(text, next + 1);
  }
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** Behind the closing quote of the string that begins here; the text's end if there is none. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text[quote - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

export function valueEnd(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return stringEnd(text, from);
  if (first === "{" || first === "[") return bracketEnd(text, from);
  let at = from;
  while (at < text.length && !/[,}\]\s]/.test(text.charAt(at))) at++;
  return at;
}

const marks = /["{}[\]]/g;

function bracketEnd(text: string, from: number): number {
  let depth = 0;
  marks.lastIndex = from;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '"') marks.lastIndex = stringEnd(text, mark.index);
    else depth += mark[0] === "{" || mark[0] === "[" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}
