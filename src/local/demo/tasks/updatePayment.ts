import type { DemoTask } from "../demoShape.ts";
import { answerLimitMs, look, patientTimeoutSeconds, pause, signIn } from "../scenarioSteps.ts";
import { accountNumber, amount, date, object, text, yesOrNo } from "../schemas.ts";

const kind = { type: "string", enum: ["bank_account", "card"] };

export const updatePayment: DemoTask = {
  key: "update-payment",
  name: "Update payment method",
  prompt:
    "Replace the payment method of the account by the given one and set autopay as asked. " +
    "Stop for approval before anything is saved.",
  status: "test",
  input_schema: object({
    account_number: accountNumber,
    method: {
      ...object({
        type: { ...kind, title: "Type", default: "bank_account" },
        holder_name: { type: "string", title: "Name on the account", minLength: 1, default: "Avery Lindqvist" },
        ending: {
          type: "string",
          title: "Last four digits",
          description: "The whole number stays in the vault.",
          pattern: "^\\d{4}$",
          default: "6021",
        },
      }),
      title: "New payment method",
    },
    autopay: { type: "boolean", title: "Autopay", description: "Pay each bill on its due date.", default: true },
  }),
  output_schema: object({
    saved: yesOrNo,
    confirmation_number: text,
    payment_method: object({ type: kind, holder_name: text, ending: text }),
    autopay: yesOrNo,
    replaced: text,
    next_payment: object({ amount, date }),
  }),
  timeout_seconds: patientTimeoutSeconds,
  scenario: {
    name: "Update payment method",
    steps: [
      ...signIn,
      look("dashboard", "Signed in. Payment methods are under Billing."),
      pause(4),
      look("security-question", "Before payment details can be changed the portal asks a security question. I do not know the answer."),
      {
        step: "ask",
        type: "security_question",
        message: "Northlight Energy asks this before payment details are changed. For this demo any answer is right.",
        fields: [{ name: "answer", type: "string", label: "What was the name of your first pet?" }],
        limit_ms: answerLimitMs,
      },
      pause(4),
      look("payment-method", "The answer was accepted. I filled in the account ending in {{input.method.ending}} and set autopay."),
      pause(5),
      look("payment-review", "The summary matches what I was asked to enter. Saving replaces the card ending in 4417, so I wait for approval."),
      { step: "review" },
      pause(3),
      look("payment-saved", "Approved and saved. The confirmation number is PM-77120-48."),
      pause(2),
      {
        step: "complete",
        output: {
          saved: true,
          confirmation_number: "PM-77120-48",
          payment_method: {
            type: "{{input.method.type}}",
            holder_name: "{{input.method.holder_name}}",
            ending: "{{input.method.ending}}",
          },
          autopay: "{{input.autopay}}",
          replaced: "Card ending in 4417",
          next_payment: { amount: 142.89, date: "2026-11-25" },
        },
      },
    ],
  },
};
