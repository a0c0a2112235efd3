import type { Frame, RunPageState, RunView } from "../../../src/protocol/runPage.ts";
import { adviceOn } from "../../../src/runs/errorAdvice.ts";

type RunState = Extract<RunPageState, { kind: "run" }>;

export const output = {
  account: { number: "4411-0098-27", holder: "Ines Caldeira", service_address: "18 Quay Street, Harborview" },
  statements: [
    { issued_on: "2026-05-04", amount_due: 128.4, currency: "EUR", is_paid: true, document: "stor_5fQmTz0Yb8LxWc2P" },
    { issued_on: "2026-06-03", amount_due: 141.95, currency: "EUR", is_paid: false, document: null },
  ],
  notice: "Meter readings are taken on the last working day of the month.",
};

const thoughts = [
  "The sign-in page is open. I enter the user name and the password.",
  "I am signed in. The dashboard shows one account; its statements are under Billing.",
  "Two statements are listed. I open the newest one first.",
  "The statement is open. I note amount, due date and whether it is paid.",
  "I go back to the list for the second statement.",
];

export function frames(count: number): Frame[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    reasoning: thoughts[index % thoughts.length] ?? "",
    atMs: 2_000 + index * 5_200,
  }));
}

const runningView: RunView = {
  id: "trun_9Kd2mQx7Lr4Vb1Zs",
  status: "running",
  statusLabel: "Running",
  result: null,
  taskName: "Download the latest statements",
  created_at: "2026-06-09T10:15:00Z",
  facts: [
    { name: "created", label: "Created", value: "9 June 2026, 10:15:00", copy: "2026-06-09T10:15:00Z" },
    { name: "task", label: "Task", value: "task_2bWcXn5RkT8vJm0Q", copy: "task_2bWcXn5RkT8vJm0Q", lead: "Show runs of this task" },
    { name: "agent", label: "Agent", value: "Utility clerk", copy: "agt_7MoiVpf9t4GTXn7f", lead: "Show runs of this agent" },
    { name: "source", label: "Source", value: "Harborview Water", copy: "src_Qe81HbZp3sLd6YtC", lead: "Show runs at this source" },
    { name: "credential", label: "Credential", value: "cred_Xz4Nn0Pa7WfGk2Ru", copy: "cred_Xz4Nn0Pa7WfGk2Ru", lead: "Show runs with this credential" },
    { name: "session", label: "Session", value: "sess_m3VtB6yDq9EoJc1K", copy: "sess_m3VtB6yDq9EoJc1K", lead: "Show runs of this session" },
    { name: "request", label: "Request", value: "req_Tb5Yk1Wq8ZcN0aHd", copy: "req_Tb5Yk1Wq8ZcN0aHd", lead: "Show the answer to this request, as it came" },
  ],
  actions: [
    { id: "runAgain", label: "Run Again" },
    { id: "copyId", label: "Copy Run ID" },
    { id: "refresh", label: "Refresh" },
    { id: "cancel", label: "Cancel Run" },
    { id: "answer", label: "Answer...", why: "The run asks nothing now." },
  ],
  errors: [],
  input: { version: 1, characters: 46 },
  raw: { version: 1, characters: 2_000 },
  tokenized: [],
  frames: frames(7),
  marks: [],
  framesUntil: "2026-06-24T10:15:00Z",
  files: [],
  timeline: {
    events: [
      { status: "queued", label: "Created and queued", atMs: 0, afterMs: 0 },
      { status: "running", label: "Running", atMs: 1_800, afterMs: 1_800 },
    ],
    parts: [
      { status: "queued", label: "Queued", fromMs: 0, toMs: 1_800 },
      { status: "running", label: "Running", fromMs: 1_800 },
    ],
    silences: [],
  },
};

export function running(changes: Partial<RunView> = {}): RunState {
  return { kind: "run", run: { ...runningView, ...changes } };
}

const noCancel = { id: "cancel", label: "Cancel Run", why: "The run has ended." } as const;
const noAnswer = { id: "answer", label: "Answer...", why: "The run asks nothing now." } as const;
const always = [{ id: "runAgain", label: "Run Again" } as const, { id: "compare", label: "Compare with..." } as const, { id: "copyId", label: "Copy Run ID" } as const, { id: "refresh", label: "Refresh" } as const];

export function completed(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "completed",
    statusLabel: "Completed",
    result: "success",
    endedAt: "2026-06-09T10:17:05Z",
    actions: [...always, noCancel, noAnswer],
    output: { version: 1, characters: 400 },
    outputCheck: { kind: "fits" },
    frames: frames(24),
    marks: [{ kind: "question", index: 9 }],
    files: [
      { id: "stor_5fQmTz0Yb8LxWc2P", name: "statement-2026-05.pdf", type: "application/pdf", bytes: 84_212, purpose: "brought back by the agent", extraction: { version: 1, characters: 40 } },
      { id: "stor_Jr7uLw3Kd9ScHv4N", name: "usage-2026.csv", type: "text/csv", bytes: 3_120, purpose: "brought back by the agent", preview: "table" },
    ],
    timeline: {
      events: [
        { status: "queued", label: "Created and queued", atMs: 0, afterMs: 0 },
        { status: "running", label: "Running", atMs: 1_800, afterMs: 1_800 },
        { status: "interaction_required", label: "Asked a person", atMs: 50_000, afterMs: 48_200 },
        { status: "running", label: "Running", atMs: 71_000, afterMs: 21_000 },
        { status: "completed", label: "Completed", atMs: 125_000, afterMs: 54_000 },
      ],
      parts: [
        { status: "queued", label: "Queued", fromMs: 0, toMs: 1_800 },
        { status: "running", label: "Running", fromMs: 1_800, toMs: 50_000 },
        { status: "interaction_required", label: "Interaction required", fromMs: 50_000, toMs: 71_000 },
        { status: "running", label: "Running", fromMs: 71_000, toMs: 125_000 },
      ],
      silences: [{ fromMs: 80_000, toMs: 104_000 }],
    },
    ...changes,
  });
}

export function waiting(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "interaction_required",
    statusLabel: "Interaction required",
    actions: [
      ...always,
      { id: "answer", label: "Answer..." },
      { id: "cancel", label: "Cancel Run", why: "A run that waits for an answer cannot be canceled." },
    ],
    question: {
      type: "mfa",
      message: "Enter the six-digit code that Harborview Water sent to the phone ending in 27.",
      prompts: [{ name: "code", label: "Verification code", isSecret: false, isCode: true, isRequired: true }],
      round: 1,
      phase: "open",
    },
    frames: frames(3),
    ...changes,
  });
}

export function failed(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "failed",
    statusLabel: "Failed",
    result: "failure",
    endedAt: "2026-06-09T10:15:48Z",
    actions: [...always, noCancel, noAnswer],
    errors: [
      { ...advised("source", "blocked", "The website stopped the agent with its protection against robots."), frame: 1 },
      { ...advised("request", "input_missing", "`since` is required and cannot be empty."), field: "since" },
    ],
    frames: frames(2),
    marks: [{ kind: "error", index: 1 }],
    ...changes,
  });
}

export function reviewing(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "review_required",
    statusLabel: "Review required",
    output: { version: 1, characters: 400 },
    review: { canDecide: true, isSending: false },
    ...changes,
  });
}

/** An error with what there is to say about it. */
export function advised(type: string, code: string, message: string): RunView["errors"][number] {
  return { type, code, message, advice: adviceOn({ type, code }) };
}

export const loading: RunPageState = { kind: "loading", id: runningView.id };

export const missing: Extract<RunPageState, { kind: "missing" }> = {
  kind: "missing",
  id: runningView.id,
  why: "The service has no run with this id. It may have been deleted, or it belongs to another organization.",
};
