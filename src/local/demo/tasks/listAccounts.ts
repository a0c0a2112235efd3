import type { DemoTask } from "../demoShape.ts";
import { accounts } from "../northlight.ts";
import { answerLimitMs, look, patientTimeoutSeconds, pause, signIn } from "../scenarioSteps.ts";
import { amount, date, listOf, object, text } from "../schemas.ts";

const ids = accounts.map(account => account.account_id);

/** The one task without input. */
export const listAccounts: DemoTask = {
  key: "list-accounts",
  name: "List accounts",
  prompt: "List all service accounts of the sign-in with their balances, and open the one that the person chooses.",
  status: "live",
  output_schema: object({
    count: { type: "integer", minimum: 0 },
    total_balance: amount,
    opened: text,
    accounts: listOf(
      object({
        account_id: text,
        address: text,
        service: text,
        status: { type: "string", enum: ["active", "past_due", "closed"] },
        balance: amount,
        due_date: date,
      }),
    ),
  }),
  timeout_seconds: patientTimeoutSeconds,
  scenario: {
    name: "List accounts",
    steps: [
      ...signIn,
      look("accounts", "This sign-in has three accounts. Which one to open is not for me to decide, so I ask."),
      {
        step: "ask",
        type: "account_selection",
        message: "Which account should be opened?",
        fields: [
          {
            name: "account_id",
            type: "string",
            label: "Account",
            options: accounts.map(({ account_id, address, service }) => ({ value: account_id, label: `${address} · ${service}` })),
          },
        ],
        accept: { account_id: ids },
        retry_message: `There is no such account. Choose one of ${ids.join(", ")}.`,
        limit_ms: answerLimitMs,
      },
      pause(4),
      look("accounts", "I open account {{answers.account_id}}."),
      pause(4),
      look("accounts", "I add up the balances of the list: $592.14 for three accounts, one of them past due."),
      pause(2),
      {
        step: "complete",
        output: { count: accounts.length, total_balance: 592.14, opened: "{{answers.account_id}}", accounts },
      },
    ],
  },
};
