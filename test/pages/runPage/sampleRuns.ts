import type { Frame, RunPageState, RunView } from "../../../src/protocol/runPage.ts";

type RunState = Extract<RunPageState, { kind: "run" }>;

const output = {
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
    { label: "Created", value: "9 June 2026, 10:15:00" },
    { label: "Task", value: "task_2bWcXn5RkT8vJm0Q", copy: "task_2bWcXn5RkT8vJm0Q" },
    { label: "Agent", value: "Utility clerk", copy: "agt_7MoiVpf9t4GTXn7f" },
    { label: "Source", value: "Harborview Water", copy: "src_Qe81HbZp3sLd6YtC" },
    { label: "Credential", value: "cred_Xz4Nn0Pa7WfGk2Ru", copy: "cred_Xz4Nn0Pa7WfGk2Ru" },
    { label: "Session", value: "sess_m3VtB6yDq9EoJc1K", copy: "sess_m3VtB6yDq9EoJc1K" },
  ],
  actions: [
    { id: "cancel", label: "Cancel Run" },
    { id: "answer", label: "Answer…", why: "The run asks nothing now." },
    { id: "copyId", label: "Copy Run ID" },
    { id: "refresh", label: "Refresh" },
  ],
  errors: [],
  input: { text: JSON.stringify({ since: "2026-05-01", include_pdf: true }, undefined, 2), omitted: 0 },
  frames: frames(7),
  files: [],
};

export function running(changes: Partial<RunView> = {}): RunState {
  return { kind: "run", run: { ...runningView, ...changes } };
}

const noCancel = { id: "cancel", label: "Cancel Run", why: "The run has ended." } as const;
const noAnswer = { id: "answer", label: "Answer…", why: "The run asks nothing now." } as const;
const always = [{ id: "copyId", label: "Copy Run ID" } as const, { id: "refresh", label: "Refresh" } as const];

export function completed(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "completed",
    statusLabel: "Completed",
    result: "success",
    endedAt: "2026-06-09T10:17:05Z",
    actions: [noCancel, noAnswer, ...always],
    output: { text: JSON.stringify(output, undefined, 2), omitted: 0 },
    frames: frames(24),
    files: [
      { id: "stor_5fQmTz0Yb8LxWc2P", name: "statement-2026-05.pdf", type: "application/pdf", bytes: 84_212 },
      { id: "stor_Jr7uLw3Kd9ScHv4N", name: "usage-2026.csv", type: "text/csv", bytes: 3_120 },
    ],
    ...changes,
  });
}

export function waiting(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "interaction_required",
    statusLabel: "Interaction required",
    actions: [
      { id: "cancel", label: "Cancel Run", why: "A run that waits for an answer cannot be canceled." },
      { id: "answer", label: "Answer…" },
      ...always,
    ],
    question: {
      type: "mfa",
      message: "Enter the six-digit code that Harborview Water sent to the phone ending in 27.",
      fields: [{ name: "code", type: "string", label: "Verification code" }],
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
    actions: [noCancel, noAnswer, ...always],
    errors: [
      { type: "source", code: "blocked", message: "The website stopped the agent with its protection against robots." },
      { type: "request", code: "input_missing", message: "`since` is required and cannot be empty.", field: "since" },
    ],
    frames: frames(2),
    ...changes,
  });
}

export function reviewing(changes: Partial<RunView> = {}): RunState {
  return running({
    status: "review_required",
    statusLabel: "Review required",
    output: { text: JSON.stringify(output, undefined, 2), omitted: 0 },
    ...changes,
  });
}

export const loading: RunPageState = { kind: "loading", id: runningView.id };

export const missing: RunPageState = {
  kind: "missing",
  id: runningView.id,
  why: "The service has no run with this id. It may have been deleted, or it belongs to another organization.",
};
