import type { Json } from "../../api/schemas/wire.ts";

/** What the portal in the pictures shows, as the agent reads it off. */

/** A type, not an interface, so that it is JSON for the compiler. */
export type Statement = {
  readonly statement_date: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly kwh: number;
  readonly amount: number;
};

function statement(statement_date: string, period_start: string, period_end: string, use: [kwh: number, amount: number]): Statement {
  return { statement_date, period_start, period_end, kwh: use[0], amount: use[1] };
}

/** Newest first, as on the billing page. */
export const statements: Statement[] = [
  statement("2026-11-04", "2026-10-03", "2026-11-02", [742, 142.89]),
  statement("2026-10-05", "2026-09-02", "2026-10-02", [655, 127.52]),
  statement("2026-09-03", "2026-08-04", "2026-09-01", [701, 135.64]),
  statement("2026-08-05", "2026-07-03", "2026-08-03", [918, 173.96]),
  statement("2026-07-06", "2026-06-02", "2026-07-02", [964, 182.07]),
  statement("2026-06-03", "2026-05-04", "2026-06-01", [803, 153.65]),
  statement("2026-05-05", "2026-04-02", "2026-05-03", [640, 124.87]),
  statement("2026-04-03", "2026-03-03", "2026-04-01", [688, 133.35]),
  statement("2026-03-04", "2026-02-02", "2026-03-02", [795, 152.23]),
  statement("2026-02-04", "2026-01-03", "2026-02-01", [1012, 190.55]),
  statement("2026-01-06", "2025-12-02", "2026-01-02", [1088, 203.97]),
  statement("2025-12-03", "2025-11-03", "2025-12-01", [1041, 195.68]),
];

export const accounts = [
  { account_id: "4471-2093-6", address: "418 Juniper Terrace", service: "Residential electric", status: "active", balance: 142.89, due_date: "2026-11-25" },
  { account_id: "4471-2094-4", address: "12 Quarry Lane, Unit 3", service: "Residential electric and gas", status: "active", balance: 61.2, due_date: "2026-11-25" },
  { account_id: "4480-7715-0", address: "Pier 9 Workshop", service: "Small business electric", status: "past_due", balance: 388.05, due_date: "2026-11-11" },
];

export const latestBill: Json = {
  bill_number: "NL-2611-447120936",
  statement_date: "2026-11-04",
  period: { start: "2026-10-03", end: "2026-11-02", days: 31 },
  amount_due: 142.89,
  due_date: "2026-11-25",
  usage_kwh: 742,
  charges: [
    { label: "Energy", quantity: 742, rate: 0.1485, amount: 110.19 },
    { label: "Delivery", quantity: 742, rate: 0.0214, amount: 15.88 },
    { label: "Basic service charge", quantity: null, rate: null, amount: 11.5 },
    { label: "Clean energy rider", quantity: 742, rate: 0.0011, amount: 0.82 },
    { label: "City utility tax", quantity: null, rate: null, amount: 4.5 },
  ],
};
