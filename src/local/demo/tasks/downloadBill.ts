import type { DemoTask } from "../demoShape.ts";
import { latestBill } from "../northlight.ts";
import { answerLimitMs, look, patientTimeoutSeconds, pause, signIn } from "../scenarioSteps.ts";
import { accountNumber, amount, count, date, listOf, object, text } from "../schemas.ts";

const number = { type: ["number", "null"] };

const bill = object({
  bill_number: text,
  statement_date: date,
  period: object({ start: date, end: date, days: count }),
  amount_due: amount,
  due_date: date,
  usage_kwh: count,
  charges: listOf(object({ label: text, quantity: number, rate: number, amount })),
});

export const downloadBill: DemoTask = {
  key: "download-bill",
  name: "Download latest bill",
  prompt:
    "Sign in, open the newest statement of the account, download it as a PDF and return its amounts line by line. " +
    "Never pay anything.",
  status: "live",
  input_schema: object(
    {
      account_number: accountNumber,
      format: {
        type: "string",
        title: "Format",
        description: "How the portal should deliver the bill.",
        enum: ["pdf", "pdf_with_usage"],
        default: "pdf",
      },
      include_charges: {
        type: "boolean",
        title: "Include charges",
        description: "Return every line of the bill, not only its total.",
        default: true,
      },
    },
    ["format", "include_charges"],
  ),
  output_schema: object({ account_number: text, currency: { type: "string", enum: ["USD"] }, bill }),
  storage: { enabled: true, extraction: true, extraction_schema: bill },
  timeout_seconds: patientTimeoutSeconds,
  scenario: {
    name: "Download latest bill",
    steps: [
      ...signIn,
      look("mfa", "The portal wants a verification code that it sent by text message. I cannot read it, so I ask."),
      {
        step: "ask",
        type: "mfa",
        message: "Northlight Energy sent a 6-digit code to (•••) •••-••42. For this demo it is 123456.",
        fields: [{ name: "code", type: "string", label: "Verification code" }],
        accept: { code: ["123456"] },
        retry_message: "The portal did not accept that code and sent a new one. For this demo it is 123456.",
        limit_ms: answerLimitMs,
      },
      pause(3),
      look("dashboard", "The code was right. The overview shows a balance of $142.89, due November 25. I open the bill."),
      pause(5),
      look("billing", "Twelve statements are listed. The newest is of November 4, 2026 and is still open: this is the one."),
      pause(5),
      look("bill", "All charges are here and add up to $142.89. I press Download PDF."),
      pause(5),
      look("documents", "The browser says that the download is complete. I check the file against the page before I finish."),
      {
        step: "store",
        file: "northlight-bill-2026-11.pdf",
        purpose: "output",
        extraction: latestBill,
      },
      pause(2),
      { step: "complete", output: { account_number: "{{input.account_number}}", currency: "USD", bill: latestBill } },
    ],
  },
};
