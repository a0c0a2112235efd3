import type { RunPageState, RunView } from "../../../src/protocol/runPage.ts";
import { plainMemory, type OpenRunPage } from "./runPageHost.ts";
import { advised, completed, failed, frames, loading, missing, reviewing, running, waiting } from "./sampleRuns.ts";
import { samplePdf } from "./samplePdf.ts";

/** A state of the page, and what a person then does on it. */
export interface AccessScene {
  readonly state: RunPageState;
  readonly folded?: readonly string[];
  readonly act?: (host: OpenRunPage) => Promise<void>;
  /** What is there then, as an expression of the page. */
  readonly until?: string;
}

type Question = NonNullable<RunView["question"]>;
type Prompt = Question["prompts"][number];

const code: Prompt = { name: "code", label: "Verification code", isSecret: false, isRequired: true };
const pet: Prompt = { name: "answer", label: "First pet", isSecret: true, isRequired: true };
const account: Prompt = { ...code, name: "account_id", label: "Account", choices: [{ value: "1", label: "Checking" }, { value: "2", label: "Savings" }] };
const files: RunView["files"] = [
  { id: "stor_csv", name: "usage.csv", type: "text/csv", bytes: 30, preview: "table", extraction: { version: 1, characters: 9 } },
  { id: "stor_txt", name: "notes.txt", type: "text/plain", bytes: 30, preview: "text" },
  { id: "stor_json", name: "bill.json", type: "application/json", bytes: 30, preview: "json" },
  { id: "stor_pdf", name: "bill.pdf", type: "application/pdf", bytes: 900, preview: "pdf" },
];

function asking(type: string, prompts: readonly Prompt[], phase: Question["phase"] = "open"): RunPageState {
  return waiting({ question: { type, message: "Who are you?", prompts, round: 1, phase } });
}

function file(name: string, until: string): AccessScene {
  return { state: completed({ files }), act: ({ page }) => page.getByRole("button", { name: `Look into ${name}` }).click(), until };
}

const questions: Readonly<Record<string, AccessScene>> = {
  "a code": { state: waiting() },
  "a security question": { state: asking("security_question", [pet]) },
  "one of some accounts": { state: asking("account_selection", [account]) },
  "what is not known yet": { state: asking("passkey", [code, pet, account]) },
  "what the service does not say": { state: asking("unknown", []) },
  "an answer on its way": { state: asking("mfa", [code], "sending") },
  "an answer that was sent": { state: asking("mfa", [code], "sent") },
  "an answer that was refused": { state: asking("mfa", [code], "refused") },
  "a review": { state: reviewing() },
  "a review with a decision on its way": { state: reviewing({ review: { canDecide: true, isSending: true } }) },
  "a review in the Console": { state: reviewing({ review: { canDecide: false, isSending: false } }) },
};

const standings: Readonly<Record<string, AccessScene>> = {
  loading: { state: loading },
  "gone missing": { state: missing },
  "of another profile, never read": { state: { ...missing, owner: "Harborview" } },
  "of another profile, read before": { state: { ...completed(), owner: "Harborview" } },
  "out of reach": { state: { ...running(), problem: "The service cannot be reached." } },
  "known from a list": { state: running({ rest: "coming", frames: [], files: [], input: undefined, raw: undefined }) },
  "out of reach, known from a list": { state: { ...running({ rest: "lost", frames: [], files: [], input: undefined, raw: undefined }), problem: "The service cannot be reached." } },
  "with its key refused": { state: { ...completed(), problem: "Deck refused the API key.", isRefused: true } },
  queued: { state: running({ status: "queued", statusLabel: "Queued", frames: [] }) },
  running: { state: running() },
  "of an unknown status": { state: running({ status: "hibernating", statusLabel: "hibernating" }) },
  canceling: { state: running({ status: "canceling", statusLabel: "Canceling" }) },
  canceled: { state: completed({ status: "canceled", statusLabel: "Canceled", result: null, output: undefined, outputCheck: undefined }) },
  completed: { state: completed() },
  "completed in vain": { state: completed({ result: "failure" }) },
  "completed with nothing": { state: completed({ output: undefined, input: undefined, outputCheck: undefined, frames: [], marks: [], files: [] }) },
  failed: { state: failed() },
  "failed without a reason": { state: failed({ errors: [] }) },
  "failed as nobody knows": { state: failed({ errors: [{ ...advised("x", "y", ""), field: "since" }], framesCopy: { lacks: 0 } }) },
  "against its schema": {
    state: completed({ outputCheck: { kind: "violations", list: [{ pointer: "/account/number", message: "must be a number" }], more: 3 } }),
  },
  "with vaulted input": { state: running({ tokenized: ["account_number", "pin"] }) },
  "written from right to left": { state: completed({ taskName: "فاتورة الشهر", frames: frames(2).map(frame => ({ ...frame, reasoning: "فاتورة" })) }) },
};

const acts: Readonly<Record<string, AccessScene>> = {
  "with all folded": { state: completed(), folded: ["output", "input", "raw", "screenshots", "files", "timeline", "errors"] },
  "with the keys shown": { state: completed(), act: ({ page }) => page.keyboard.press("?"), until: "document.querySelector('dialog[open]')" },
  "with a picture magnified": { state: completed(), act: ({ page }) => page.keyboard.press("+") },
  "with the film playing": { state: completed({ frames: frames(60) }), act: ({ page }) => page.keyboard.press("p") },
  "with the reasoning searched": { state: completed(), act: ({ page }) => page.getByPlaceholder("Search the reasoning").fill("billing") },
  "with the output searched": {
    state: completed(),
    act: ({ page }) => page.getByRole("region", { name: "Output" }).getByPlaceholder("Find").fill("due"),
    until: "document.querySelector('.output .json-count')?.textContent !== ''",
  },
  "with a menu in the output": {
    state: completed(),
    act: async ({ page }) => page.getByRole("tree", { name: "Output" }).press("Shift+F10"),
    until: "document.querySelector('[role=menu]')",
  },
  "with a table in the output": {
    state: completed(),
    act: async ({ page }) => {
      await page.getByRole("tree", { name: "Output" }).locator(".json-row", { hasText: "statements" }).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Show as Table" }).click();
    },
    until: "document.querySelector('.json-table-row')",
  },
  "with a CSV file open": file("usage.csv", "document.querySelector('.files table')"),
  "with a text file open": file("notes.txt", "document.querySelector('.files pre')"),
  "with a JSON file open": file("bill.json", "document.querySelector('.files [role=tree]')"),
  "with a PDF open": {
    state: completed({ files }),
    act: async host => {
      await host.page.getByRole("button", { name: "Look into bill.pdf" }).click();
      await host.showFile("stor_pdf", "application/pdf", samplePdf(["A bill", "Its second page"]));
    },
    until: "document.querySelector('.pdf-text span')",
  },
};

export const accessScenes: Readonly<Record<string, AccessScene>> = { ...questions, ...standings, ...acts };

export const texts: Readonly<Record<string, string>> = {
  output: JSON.stringify({ account: { number: "4411" }, statements: [{ due: "2026-06-03", amount: 12.5 }, { due: "2026-07-03", amount: 13 }] }),
  input: '{"since":"2026-01-01"}',
  raw: "[1,2]",
  "file:stor_csv": "month,kwh\n5,120\n6,98\n",
  "file:stor_txt": "All is well.",
  "file:stor_json": '{"due":"2026-06-03"}',
  "extraction:stor_csv": '{"kwh":218}',
};

/** As if it had just been opened, whatever the scene before has left. */
export async function showScene(host: OpenRunPage, { state, folded = [], act, until }: AccessScene): Promise<void> {
  await host.show({ kind: "loading", id: "trun_between" });
  await host.page.keyboard.press("Escape");
  await host.show(state, { memory: { ...plainMemory, folded: [...folded] } });
  const wantsTree = state.kind === "run" && state.run.output && !folded.includes("output");
  if (wantsTree) await host.page.getByRole("tree", { name: "Output" }).getByRole("treeitem").first().waitFor();
  await act?.(host);
  if (until !== undefined) await host.until(until);
}
