import type { DemoTask } from "../demoShape.ts";
import { statements } from "../northlight.ts";
import { look, pause, signIn } from "../scenarioSteps.ts";
import { accountNumber, amount, count, date, listOf, object, text } from "../schemas.ts";

const unit = { type: "string", enum: ["month", "day"] };

export const usageHistory: DemoTask = {
  key: "usage-history",
  name: "Fetch usage history",
  prompt:
    "Read how much electricity the account used in the given time, in the given steps. " +
    "Prefer the portal's own export to reading the chart.",
  status: "live",
  input_schema: object(
    {
      account_number: accountNumber,
      from: { ...date, title: "From", description: "First day.", default: "2025-11-03" },
      to: { ...date, title: "To", description: "Last day.", default: "2026-11-02" },
      step: { ...unit, title: "Step", description: "One row per month or per day.", default: "month" },
      max_rows: { type: "integer", title: "Rows at most", minimum: 1, maximum: 400, default: 100 },
    },
    ["max_rows"],
  ),
  output_schema: object({
    account_number: text,
    meter: text,
    range: object({ from: date, to: date, step: unit }),
    total_kwh: count,
    average_kwh: amount,
    rows: listOf(object({ statement_date: date, period_start: date, period_end: date, kwh: count, amount })),
  }),
  storage: { enabled: true, extraction: false },
  timeout_seconds: 3600,
  scenario: {
    name: "Fetch usage history",
    steps: [
      ...signIn,
      look("dashboard", "I am signed in. The link to the usage page is in the bar above."),
      pause(4),
      look("usage", "The chart shows twelve months by default. An export is offered, which is safer than reading bars."),
      pause(5),
      look("usage", "I choose {{input.from}} to {{input.to}} by {{input.step}} and press Export CSV."),
      pause(5),
      look("billing", "I compare the export with the billing history: use and amounts agree for each statement."),
      { step: "store", file: "northlight-usage-2026-11.csv", purpose: "output" },
      pause(2),
      {
        step: "complete",
        output: {
          account_number: "{{input.account_number}}",
          meter: "NL-20731164",
          range: { from: "{{input.from}}", to: "{{input.to}}", step: "{{input.step}}" },
          total_kwh: 10047,
          average_kwh: 837.25,
          rows: statements,
        },
      },
    ],
  },
};
