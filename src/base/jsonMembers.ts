/**
 * Where the values of an object's own members stand in its text, without reading them: numbers keep their digits and a
 * large value costs no memory. A doubled name means its last value, as for a parser. Empty for text that is no object.
 */
export function memberTexts(text: string, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = skipBlanks(text, 0);
  if (text[at] !== "{") return found;
  at = skipBlanks(text, at + 1);
  while (text[at] === '"') {
    const nameEnd = stringEnd(text, at);
    const name = text.slice(at + 1, nameEnd - 1);
    const start = skipBlanks(text, skipBlanks(text, nameEnd) + 1);
    const end = valueEnd(text, start);
    if (names.includes(name)) found.set(name, text.slice(start, end));
    at = skipBlanks(text, end);
    if (text[at] !== ",") break;
    at = skipBlanks(text, at + 1);
  }
  return found;
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
