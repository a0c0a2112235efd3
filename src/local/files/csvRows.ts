import { parse } from "csv-parse/sync";
import * as z from "zod";
import type { Json } from "../../api/schemas/wire.ts";

const delimiters = [",", ";", "\t", "|"];
const Records = z.array(z.array(z.string()));

/** One object a row, its members named by the first row; all values are texts. */
export function csvRows(text: string): Json[] {
  const options = { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, trim: true };
  const [head = [], ...rows] = Records.parse(parse(text, options));
  if (head.length === 0) throw new Error("there is no row in it");
  const names = uniqueNames(head);
  return rows.map(row => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""])));
}

/** The one that is most often in the first line. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split(/\r?\n/, 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return delimiters.toSorted((one, other) => count(other) - count(one))[0] ?? ",";
}

/** A second column of a name would hide the first one. */
function uniqueNames(head: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return head.map((name, index) => {
    const written = name || `column_${index + 1}`;
    const times = (seen.get(written) ?? 0) + 1;
    seen.set(written, times);
    return times === 1 ? written : `${written}_${times}`;
  });
}
