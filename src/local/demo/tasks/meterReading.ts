import type { DemoTask } from "../demoShape.ts";
import { look, pause, signIn } from "../scenarioSteps.ts";
import { count, date, object, yesOrNo } from "../schemas.ts";

export const meterReading: DemoTask = {
  key: "meter-reading",
  name: "Submit meter reading",
  prompt: "Enter the reading for the meter of the account. If the portal does not accept it, report why and do not try another.",
  status: "learning",
  input_schema: object(
    {
      meter: { type: "string", title: "Meter", pattern: "^NL-\\d{8}$", default: "NL-20731164" },
      reading: { type: "integer", title: "Reading in kWh", minimum: 0, maximum: 99999, default: 48213 },
      read_on: { ...date, title: "Date of the reading", default: "2026-11-19" },
      is_estimate: { type: "boolean", title: "Estimated", default: false },
    },
    ["is_estimate"],
  ),
  output_schema: object({
    accepted: yesOrNo,
    confirmation_number: { type: ["string", "null"] },
    reading: count,
    read_on: date,
    previous: object({ reading: count, read_on: date }),
    reason: { type: ["string", "null"] },
  }),
  scenario: {
    name: "Submit meter reading",
    steps: [
      ...signIn,
      look("dashboard", "Meter readings are entered under Services. I have not been there before, so I look for the form."),
      pause(6),
      look("meter-reading", "Found it. I entered {{input.reading}} for {{input.meter}}, read on {{input.read_on}}."),
      pause(5),
      look("meter-reading", "The portal finds the use plausible against November 2. I submit the reading."),
      pause(5),
      look("meter-reading-received", "The reading was received, confirmation MR-2611-09354. It will be on the bill of December 4."),
      pause(2),
      {
        step: "complete",
        output: {
          accepted: true,
          confirmation_number: "MR-2611-09354",
          reading: "{{input.reading}}",
          read_on: "{{input.read_on}}",
          previous: { reading: 47782, read_on: "2026-11-02" },
          reason: null,
        },
      },
    ],
  },
};
