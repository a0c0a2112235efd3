import type { Json } from "../../../api/schemas/wire.ts";
import type { DemoRun, DemoTask, FinishedDemoRun } from "../demoShape.ts";
import { playedOut, seen } from "../playedOut.ts";
import { downloadBill } from "../tasks/downloadBill.ts";
import { listAccounts } from "../tasks/listAccounts.ts";
import { meterReading } from "../tasks/meterReading.ts";
import { outageStatus } from "../tasks/outageStatus.ts";
import { serviceTransfer } from "../tasks/serviceTransfer.ts";
import { updatePayment } from "../tasks/updatePayment.ts";
import { usageHistory } from "../tasks/usageHistory.ts";
import { waterBalance } from "../tasks/waterBalance.ts";
import { days, hours, minutes, seconds } from "./ages.ts";
import { billInput, outageInput, paymentInput, readingInput, transferInput, usageInput, waterInput } from "./inputs.ts";

type Input = DemoRun["input"];
type Where = Pick<DemoRun, "credential" | "source">;

/** A run that went as its task's scenario says, but for what `otherwise` tells. */
function completed(
  task: DemoTask,
  input: Input,
  times: { age_ms: number; runtime_ms: number },
  otherwise: Partial<FinishedDemoRun> & { answers?: { [name: string]: Json }; on?: Where } = {},
): DemoRun {
  const { answers = {}, on = { credential: "avery" }, ...state } = otherwise;
  return {
    task: task.key,
    ...on,
    input,
    age_ms: times.age_ms,
    state: { kind: "finished", status: "completed", runtime_ms: times.runtime_ms, ...playedOut(task, { input, answers }), ...state },
  };
}

const powerIsOn: Partial<FinishedDemoRun> = {
  output: {
    address: "418 Juniper Terrace",
    radius_km: 2.5,
    checked_at: "2026-11-18T16:04:00Z",
    has_power: true,
    outage_since: null,
    expected_back: null,
    outages: [],
  },
  screenshots: [
    seen("login.webp", "I sign in, because the overview tells about power at the address of the account."),
    seen("dashboard.webp", "The overview says that power is on at 418 Juniper Terrace, and that no problem is known there."),
    seen("dashboard.webp", "Nothing is listed within 2.5 km either. Done."),
  ],
};

const readingTooLow: Partial<FinishedDemoRun> = {
  result: "failure",
  output: {
    accepted: false,
    confirmation_number: null,
    reading: 47210,
    read_on: "2026-11-19",
    previous: { reading: 47782, read_on: "2026-11-02" },
    reason: "The reading is lower than the one of November 2.",
  },
  screenshots: [
    seen("login.webp", "The sign-in page is open. I filled in the user name and the password from the vault and press Sign in."),
    seen("dashboard.webp", "Meter readings are entered under Services."),
    seen("meter-reading-refused.webp", "I entered 47,210 as asked. The previous reading is 47,782, which is higher, and the form complains."),
    seen("meter-reading-refused.webp", "The reading cannot be submitted. As told, I report why and do not try another number."),
  ],
};

const outageAtHome: Input = { ...outageInput, address: "418 Juniper Terrace", radius_km: 2.5 };

export const completedRuns: readonly DemoRun[] = [
  completed(downloadBill, billInput, { age_ms: 26 * minutes, runtime_ms: 47_210 }),
  completed(usageHistory, usageInput, { age_ms: 64 * minutes, runtime_ms: 33_480 }),
  completed(waterBalance, waterInput, { age_ms: 2.4 * hours, runtime_ms: 24_905 }, { on: { credential: "harbor" } }),
  completed(outageStatus, outageInput, { age_ms: 3.2 * hours, runtime_ms: 21_730 }, { on: { source: "northlight" } }),
  completed(meterReading, { ...readingInput, reading: 47210 }, { age_ms: 3.7 * hours, runtime_ms: 38_066 }, readingTooLow),
  completed(listAccounts, {}, { age_ms: 5.1 * hours, runtime_ms: 71_300 }, { answers: { account_id: "4471-2094-4" } }),
  completed(meterReading, readingInput, { age_ms: 9 * hours, runtime_ms: 34_418 }),
  completed(serviceTransfer, transferInput, { age_ms: 20 * hours, runtime_ms: 36_552 }),
  completed(updatePayment, paymentInput, { age_ms: 26 * hours, runtime_ms: 4 * minutes + 12 * seconds }),
  completed(downloadBill, { ...billInput, format: "pdf_with_usage" }, { age_ms: 31 * hours, runtime_ms: 58_124 }),
  completed(outageStatus, outageAtHome, { age_ms: 2 * days + 3 * hours, runtime_ms: 17_040 }, powerIsOn),
  completed(usageHistory, usageInput, { age_ms: 2.6 * days, runtime_ms: 31_975 }),
  completed(waterBalance, waterInput, { age_ms: 3.3 * days, runtime_ms: 26_221 }, { on: { credential: "harbor" } }),
];
