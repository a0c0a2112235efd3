import { availableParallelism, loadavg } from "node:os";

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly unit: "ms" | "kB" | "MB" | "/s" | "/min" | "kB/min" | "ratio" | "count";
  readonly values: readonly number[];
  /** In the same unit; the middle is held against it. */
  readonly aim?: { readonly below: number } | { readonly above: number };
}

/** The middle is what to quote; its distance from the ends is the noise of the machine. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, unit, values, aim }) => {
    const sorted = values.toSorted((a, b) => a - b);
    const [least, middle, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
    return [what, unit, round(least), round(middle), round(most), `${values.length}`, ...verdict(middle ?? 0, aim)];
  });
  return aligned([["", "unit", "least", "middle", "most", "runs", "aim", ""], ...rows]);
}

function verdict(value: number, aim: Figure["aim"]): [aim: string, verdict: string] {
  if (!aim) return ["", ""];
  const [words, isMet] = "below" in aim ? [`< ${aim.below}`, value < aim.below] : [`> ${aim.above}`, value > aim.above];
  return [words, isMet ? "met" : "missed"];
}

export function machine(): string {
  const load = loadavg()[0]?.toFixed(1) ?? "?";
  return `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores, load ${load} at the end`;
}

/** Calls `act` one after the other, `times` times. */
export async function repeat(times: number, act: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let time = 0; time < times; time++) values.push(await act());
  return values;
}

/** The middle, and what nineteen of twenty stay below: that is held against the aim. */
export function withHigh(what: string, values: readonly number[], aimMs: number): Figure[] {
  return [
    { what, unit: "ms", values },
    { ...highOf(what, values), aim: { below: aimMs } },
  ];
}

/** What nineteen of twenty stay below. */
export function highOf(what: string, values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { what: `${what}, p95`, unit: "ms", values: [sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN] };
}

function round(value: number | undefined): string {
  return value === undefined ? "-" : value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0);
}

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join("  ");
  return rows.map(line).join("\n");
}
