import type { DemoTask } from "../demoShape.ts";
import { look, pause, signIn } from "../scenarioSteps.ts";
import { accountNumber, amount, date, listOf, object, text } from "../schemas.ts";

const service = object({ address: text, date });

export const serviceTransfer: DemoTask = {
  key: "service-transfer",
  name: "Start service transfer",
  prompt: "Move the electric service to the new address on the given days and return the confirmation.",
  status: "test",
  input_schema: object(
    {
      account_number: accountNumber,
      new_address: { type: "string", title: "New address", minLength: 5, default: "27 Lantern Row, Marlow Bay" },
      stop_date: { ...date, title: "Last day at the old address", default: "2026-12-11" },
      start_date: { ...date, title: "First day at the new address", default: "2026-12-10" },
      occupancy: { type: "string", title: "Own or rent", enum: ["own", "rent"], default: "rent" },
      note: { type: "string", title: "Note", description: "For the field crew, where one is needed.", maxLength: 200 },
    },
    ["note"],
  ),
  output_schema: object({
    confirmation_number: text,
    stop: service,
    start: service,
    fee: amount,
    visit_needed: { type: "boolean" },
    next_steps: listOf(text),
  }),
  timeout_seconds: 900,
  scenario: {
    name: "Start service transfer",
    steps: [
      ...signIn,
      look("dashboard", "The overview has a card for moving. I start there."),
      pause(5),
      look("transfer", "I entered {{input.new_address}} and both dates. The portal knows the address and needs no visit."),
      pause(5),
      look("transfer", "All fields are as asked: last day {{input.stop_date}}, first day {{input.start_date}}. I submit the request."),
      pause(5),
      look("transfer-scheduled", "The move is scheduled. I note the confirmation number MV-50238 and the fee of $15.00."),
      pause(2),
      {
        step: "complete",
        output: {
          confirmation_number: "MV-50238",
          stop: { address: "418 Juniper Terrace", date: "{{input.stop_date}}" },
          start: { address: "{{input.new_address}}", date: "{{input.start_date}}" },
          fee: 15,
          visit_needed: false,
          next_steps: ["The old meter is read remotely on the last day.", "The final bill follows within 10 days."],
        },
      },
    ],
  },
};
