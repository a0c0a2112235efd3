/** A table that reads well as text too. Columns of numbers stand to the right. */
export function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map(row => row.map(escaped));
  const widths = columns.map(({ title }, index) => Math.max(3, title.length, ...cells.map(row => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${columns.map((column, index) => padded(row[index] ?? "", widths[index] ?? 0, column)).join(" | ")} |`;
  const rule = columns.map(({ isNumber }, index) => `${"-".repeat((widths[index] ?? 3) - 1)}${isNumber ? ":" : "-"}`);
  return [line(columns.map(column => column.title)), `| ${rule.join(" | ")} |`, ...cells.map(line)].join("\n");
}

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

function padded(text: string, width: number, { isNumber }: Column): string {
  return isNumber ? text.padStart(width) : text.padEnd(width);
}

/** Only what would end a cell or the table. */
function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}
