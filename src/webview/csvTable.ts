export interface CsvTable {
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are beyond those. */
  readonly more: number;
}

/** The first rows of a table in a text, with quotes and separators as RFC 4180 has them; a semicolon or tab will do as well. */
export function csvTable(text: string, mostRows: number): CsvTable {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  const pattern = new RegExp(`"((?:[^"]|"")*)"?(?=${separator}|\\r?\\n|$)|([^${separator}\\r\\n]*)`, "y");
  let row: string[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at <= text.length) {
    pattern.lastIndex = at;
    const cell = pattern.exec(text);
    row.push(cell?.[1]?.replaceAll('""', '"') ?? cell?.[2] ?? "");
    at = cell ? pattern.lastIndex : text.length;
    if (text[at] === separator.at(-1) || (separator === "\\t" && text[at] === "\t")) {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    if (at >= text.length) break;
    if (rows.length >= mostRows) return { rows, more: lines(text, at) };
  }
  return { rows, more: 0 };
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [",", ";", "\\t"].map(mark => [mark, first.split(mark === "\\t" ? "\t" : mark).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ",";
}

/** Close enough for words: a quoted line break counts as well. */
function lines(text: string, from: number): number {
  let many = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) many++;
  return many;
}
