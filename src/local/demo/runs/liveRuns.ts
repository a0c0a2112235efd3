import type { Scenario } from "../../scenario.ts";
import type { DemoRun } from "../demoShape.ts";
import { stepsBefore } from "../playedOut.ts";
import { look, pause, signIn } from "../scenarioSteps.ts";
import { downloadBill } from "../tasks/downloadBill.ts";
import { listAccounts } from "../tasks/listAccounts.ts";
import { updatePayment } from "../tasks/updatePayment.ts";
import { usageHistory } from "../tasks/usageHistory.ts";
import { waterBalance } from "../tasks/waterBalance.ts";
import { minutes, seconds } from "./ages.ts";
import { billInput, outageInput, paymentInput, readingInput, usageInput, waterInput } from "./inputs.ts";

/** Gives people more than twenty minutes to watch something that moves. */
const rounds = 90;

const slowUsage: Scenario = {
  name: "Fetch usage history month by month",
  steps: [
    ...signIn,
    look("dashboard", "I am signed in. The link to the usage page is in the bar above."),
    {
      step: "repeat",
      times: rounds,
      steps: [
        pause(7),
        look("usage", "The portal exports one month at a time today. I choose the next month and press Export CSV."),
        pause(7),
        look("billing", "The exported days add up to the use on the bill of that month, so none is missing."),
      ],
    },
    ...usageHistory.scenario.steps.slice(-3),
  ],
};

const slowWater: Scenario = {
  name: "Fetch balance in an hour of maintenance",
  steps: [
    pause(3),
    look("harbor-login", "The water district has its own sign-in with a customer ID. I entered {{input.customer_id}} and its PIN."),
    {
      step: "repeat",
      times: rounds,
      steps: [
        pause(9),
        look("harbor-unavailable", "The customer system is down for maintenance. I wait a little and load the page again."),
        pause(9),
        look("harbor-login", "The sign-in page is back. I try once more."),
      ],
    },
    ...waterBalance.scenario.steps.slice(2),
  ],
};

const slowToStop: Scenario = {
  name: "Submit meter reading, slow to stop",
  steps: [
    ...signIn,
    look("dashboard", "Meter readings are entered under Services. I have not been there before, so I look for the form."),
    pause(6),
    look("meter-reading", "Found it. I entered {{input.reading}} for {{input.meter}}, read on {{input.read_on}}."),
    { step: "hang" },
  ],
  stop_ms: 30 * minutes,
};

/** What goes on, or waits for a person, when the demo begins. */
export const liveRuns: readonly DemoRun[] = [
  {
    task: "download-bill",
    credential: "avery",
    input: billInput,
    age_ms: 50 * seconds,
    state: { kind: "live", from: "running", skip_steps: stepsBefore(downloadBill, "ask") },
  },
  {
    task: "update-payment",
    credential: "avery",
    input: { ...paymentInput, autopay: false },
    age_ms: 2.5 * minutes,
    state: { kind: "live", from: "running", skip_steps: stepsBefore(updatePayment, "ask") },
  },
  {
    task: "list-accounts",
    credential: "avery",
    input: {},
    age_ms: 5 * minutes,
    state: { kind: "live", from: "running", skip_steps: stepsBefore(listAccounts, "ask") },
  },
  {
    task: "update-payment",
    credential: "avery",
    input: paymentInput,
    age_ms: 3.5 * minutes,
    state: { kind: "live", from: "running", skip_steps: stepsBefore(updatePayment, "review") },
  },
  {
    key: "slow-usage",
    task: "usage-history",
    credential: "avery",
    input: { ...usageInput, max_rows: 366 },
    age_ms: 95 * seconds,
    state: { kind: "live", from: "running", skip_steps: 4, scenario: slowUsage },
  },
  {
    task: "water-balance",
    credential: "harbor",
    input: waterInput,
    age_ms: 25 * seconds,
    state: { kind: "live", from: "running", skip_steps: 2, scenario: slowWater },
  },
  {
    task: "outage-status",
    credential: "avery",
    input: outageInput,
    age_ms: 15 * seconds,
    same_session_as: "slow-usage",
    state: { kind: "live", from: "queued" },
  },
  {
    task: "meter-reading",
    credential: "avery",
    input: readingInput,
    age_ms: 2 * minutes,
    state: { kind: "live", from: "running", skip_steps: 6, cancel: true, scenario: slowToStop },
  },
];
