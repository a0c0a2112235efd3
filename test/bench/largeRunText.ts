import { freshRun } from "../unit/api/schemas/documentedRun.ts";

const length = 50_000_000;

/** A run as JSON of 50 MB: rows as an agent collects them from a website. */
export function largeRunText(): string {
  const row = (index: number) => ({
    id: `row_${index}`,
    account: `4${String(index * 7919).padStart(11, "0")}`,
    address: { street: `${index % 900} Alder Court`, city: "Saint-Rémy", postcode: 10_000 + (index % 89_999) },
    amount: index / 7,
    isPaid: index % 3 === 0,
    note: null,
  });
  const count = Math.floor(length / JSON.stringify(row(123_456)).length);
  return JSON.stringify({ ...freshRun(), status: "completed", result: "success", output: { rows: Array.from({ length: count }, (_, index) => row(index)) } });
}
