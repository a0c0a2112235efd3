import type { DemoTask } from "../demoShape.ts";
import { look, pause } from "../scenarioSteps.ts";
import { amount, count, date, listOf, object, text } from "../schemas.ts";

export const waterBalance: DemoTask = {
  key: "water-balance",
  name: "Fetch balance (water)",
  prompt: "Read the open balance of the water account with its due date, and the bills of the last year.",
  status: "test",
  input_schema: object({
    customer_id: { type: "string", title: "Customer ID", pattern: "^HWD-\\d{6}$", default: "HWD-118204" },
    bills: { type: "integer", title: "Bills at most", minimum: 0, maximum: 24, default: 5 },
  }),
  output_schema: object({
    customer_id: text,
    balance: amount,
    due_date: date,
    last_payment: object({ amount, date }),
    bills: listOf(object({ bill_date: date, use_ccf: count, amount, status: { type: "string", enum: ["open", "paid"] } })),
  }),
  scenario: {
    name: "Fetch balance (water)",
    steps: [
      pause(3),
      look("harbor-login", "The water district has its own sign-in with a customer ID. I entered {{input.customer_id}} and its PIN."),
      pause(5),
      look("harbor-account", "Signed in. The balance is at the left: $73.46, due on December 1, 2026."),
      pause(5),
      look("harbor-account", "The table holds the bills of the year, one every two months. I read them from newest to oldest."),
      pause(4),
      look("harbor-account", "The newest bill is open and equals the balance, so the numbers agree. Done."),
      pause(2),
      {
        step: "complete",
        output: {
          customer_id: "{{input.customer_id}}",
          balance: 73.46,
          due_date: "2026-12-01",
          last_payment: { amount: 69.18, date: "2026-10-02" },
          bills: [
            { bill_date: "2026-11-09", use_ccf: 9, amount: 73.46, status: "open" },
            { bill_date: "2026-09-10", use_ccf: 8, amount: 69.18, status: "paid" },
            { bill_date: "2026-07-10", use_ccf: 11, amount: 82.02, status: "paid" },
            { bill_date: "2026-05-11", use_ccf: 8, amount: 69.18, status: "paid" },
            { bill_date: "2026-03-10", use_ccf: 7, amount: 64.9, status: "paid" },
          ],
        },
      },
    ],
  },
};
