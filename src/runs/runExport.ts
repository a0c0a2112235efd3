import type { Run, RunSummary } from "../api/schemas/run.ts";

export type ExportFormat = "jsonl" | "csv";

/** What can be large or personal: exported where it is asked for. */
export const exportSections = ["output", "input", "files", "frames"] as const;
export type ExportSection = (typeof exportSections)[number];

/** A run as it was listed; with its sections where any were asked for. */
export interface ExportedRun {
  readonly run: RunSummary | Run;
  readonly taskName: string;
}

const facts = ["id", "task_id", "task_name", "status", "result", "created_at", "updated_at", "runtime_ms", "agent_id", "source_id", "credential_id", "session_id"] as const;

/** What stands before all runs, with its line end. */
export function exportHead(format: ExportFormat, sections: readonly ExportSection[]): string {
  return format === "csv" ? csvLine([...facts, "errors", ...sections]) : "";
}

/** One run, with its line end. */
export function exportLine(format: ExportFormat, exported: ExportedRun, sections: readonly ExportSection[]): string {
  const { run, taskName } = exported;
  const record: Readonly<Record<string, unknown>> = { ...run, task_name: taskName };
  const chosen = sections.map(section => [section, sectionOf(run, section)] as const);
  if (format === "jsonl") {
    const members = facts.map(name => [name, record[name] ?? null] as const);
    return `${JSON.stringify(Object.fromEntries([...members, ["errors", run.errors ?? []], ...chosen]))}\n`;
  }
  const errors = (run.errors ?? []).map(({ type, code, message }) => `${type}/${code}: ${message}`).join("; ");
  const cells = chosen.map(([, value]) => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value)));
  return csvLine([...facts.map(name => cellOf(record[name])), errors, ...cells]);
}

function cellOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Without signed addresses: whoever has one may read the file. */
function sectionOf(run: RunSummary | Run, section: ExportSection): unknown {
  switch (section) {
    case "output":
      return "output" in run ? (run.output ?? null) : null;
    case "input":
      return "input" in run ? (run.input ?? null) : null;
    case "files":
      return ("storage" in run ? (run.storage ?? []) : []).map(({ id, file_name, file_type, file_size }) => ({ id, file_name, file_type, file_size }));
    case "frames":
      return ("artifacts" in run ? (run.artifacts?.screenshots ?? []) : []).map(({ created_at, reasoning }) => ({ created_at, reasoning: reasoning ?? null }));
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell => quoted(harmless(cell))).join(",")}\r\n`;
}

/** Spreadsheets carry out what begins like a formula, and these texts come from websites. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell)) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
