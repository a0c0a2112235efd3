import { aligned } from "../measure.ts";
import { type Column, columns, type Measured } from "./measureCandidate.ts";

export interface Cell {
  readonly name: string;
  readonly size: string;
}

/** What was measured, by candidate and text. */
export class Results {
  private readonly values = new Map<string, number[]>();
  private readonly failures = new Map<string, string>();

  add({ name, size }: Cell, { figures, failure }: Measured): void {
    for (const [column, value] of figures) {
      const key = `${name}, ${size}, ${column}`;
      this.values.set(key, [...(this.values.get(key) ?? []), value]);
    }
    if (failure !== undefined) this.failures.set(`${name}, ${size}`, failure);
  }

  /** In rising order. */
  of({ name, size }: Cell, column: Column): readonly number[] {
    return (this.values.get(`${name}, ${size}, ${column}`) ?? []).toSorted((a, b) => a - b);
  }

  /** One block for each text: least, middle and most of all rounds. */
  table(names: readonly string[], sizes: readonly string[]): string {
    const heads = columns.map(column => (column === "heap" ? "heap, MB" : column === "nodes" ? "nodes" : `${column}, ms`));
    const rows = sizes.flatMap(size => [
      [size, ...heads],
      ...names.map(name => [`  ${name}`, ...columns.map(column => spread(this.of({ name, size }, column)))]),
      [""],
    ]);
    const failures = [...this.failures].map(([cell, why]) => `${cell}: ${why}`);
    return [aligned(rows), ...failures].join("\n");
  }
}

function spread(values: readonly number[]): string {
  const [least, middle, most] = [values[0], values[values.length >> 1], values.at(-1)];
  if (least === undefined || middle === undefined || most === undefined) return "-";
  const words = [least, middle, most].map(short);
  return new Set(words).size === 1 ? short(middle) : words.join(" / ");
}

function short(value: number): string {
  return value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0);
}
