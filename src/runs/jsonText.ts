/** Where something stands in a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Deeper levels are not moved in further: ten thousand of them would be nothing but blanks. */
const deepestIndent = 60;
/** How much is made at a time; whoever reads the pieces may let others work in between. */
const pieceLength = 64 * 1024;

/**
 * Where the members of the object at the top have their values, without reading what is in them. Of a name that is
 * there twice the last one counts, as everywhere.
 */
export function memberSpans(text: string): ReadonlyMap<string, Span> {
  const members = new Map<string, Span>();
  let at = afterBlanks(text, 0);
  if (text[at] !== "{") return members;
  at = afterBlanks(text, at + 1);
  while (text[at] === '"') {
    const name = text.slice(at, (at = endOfString(text, at)));
    const start = afterBlanks(text, afterBlanks(text, at) + 1);
    const end = endOfValue(text, start);
    members.set(nameIn(name), { start, end });
    at = afterBlanks(text, end);
    if (text[at] === ",") at = afterBlanks(text, at + 1);
  }
  return members;
}

/** The same JSON on many lines, in pieces. Numbers, texts, doubled names and the order stay letter by letter as they came. */
export function* prettyPieces(text: string, { start, end }: Span = { start: 0, end: text.length }): Generator<string> {
  let piece = "";
  let depth = 0;
  for (let at = afterBlanks(text, start); at < end; at = afterBlanks(text, at)) {
    const char = text[at] ?? "";
    if (isOpening(char)) {
      const next = afterBlanks(text, at + 1);
      const isEmpty = isClosing(text[next] ?? "");
      piece += isEmpty ? char + text[next] : char + newLine((depth += 1));
      at = isEmpty ? next + 1 : next;
    } else if (isClosing(char)) {
      piece += newLine((depth -= 1)) + char;
      at += 1;
    } else if (char === ",") {
      piece += char + newLine(depth);
      at += 1;
    } else if (char === ":") {
      piece += ": ";
      at += 1;
    } else piece += text.slice(at, (at = endOfScalar(text, at)));
    if (piece.length >= pieceLength) {
      yield piece;
      piece = "";
    }
  }
  yield `${piece}\n`;
}

/** The end of the text, number or word that begins here. */
export function endOfScalar(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  let end = at + 1;
  while (end < text.length && !/[\s,:[\]{}"]/.test(text[end] ?? "")) end += 1;
  return end;
}

/** The end of the value that begins here, however deep it is. */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const char = text[at] ?? "";
    if (isOpening(char)) depth += 1;
    else if (isClosing(char)) depth -= 1;
    const isMark = isOpening(char) || isClosing(char) || char === "," || char === ":" || isBlank(text, at);
    at = isMark ? at + 1 : endOfScalar(text, at);
    if (depth <= 0) return at;
  }
  return text.length;
}

export function afterBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text, at)) at += 1;
  return at;
}

/** What a name means, escapes read. */
export function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

export function newLine(depth: number): string {
  return `\n${"  ".repeat(Math.max(0, Math.min(depth, deepestIndent)))}`;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isOpening(char: string): boolean {
  return char === "{" || char === "[";
}

function isClosing(char: string): boolean {
  return char === "}" || char === "]";
}
