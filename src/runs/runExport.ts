import type { Run, RunSummary } from "../api/schemas/run.ts";
import { memberTexts } from "../base/jsonMembers.ts";
import { compactText } from "./documents/jsonText.ts";

export type ExportFormat = "jsonl" | "csv";

/** What can be large or personal: exported where it is asked for. */
export type ExportSection = "output" | "input" | "files" | "frames";

/** A run as it was listed; with its sections, and the answer that they came in, where any were asked for. */
export interface ExportedRun {
  readonly run: RunSummary | Run;
  readonly taskName: string;
  readonly text?: string;
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
  const chosen = sectionTexts(exported, sections);
  if (format === "jsonl") {
    const members = facts.map(name => [name, record[name] ?? null] as const);
    const known = JSON.stringify(Object.fromEntries([...members, ["errors", run.errors ?? []]]));
    return `${[known.slice(0, -1), ...chosen.map(([section, text]) => `"${section}":${text}`)].join(",")}}\n`;
  }
  const errors = (run.errors ?? []).map(({ type, code, message }) => `${type}/${code}: ${message}`).join("; ");
  const cells = chosen.map(([, text]) => (text === "null" ? "" : text.startsWith('"') ? String(JSON.parse(text)) : text));
  return csvLine([...facts.map(name => cellOf(record[name])), errors, ...cells]);
}

/** As JSON. What the service did not make but passes on stays as it came: numbers keep digits that no number here has. */
function sectionTexts({ run, text = "" }: ExportedRun, sections: readonly ExportSection[]): (readonly [ExportSection, string])[] {
  const asCame = memberTexts(text, ["output", "input"]);
  return sections.map(section => [section, compactText(asCame.get(section) ?? JSON.stringify(sectionOf(run, section)))]);
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

/** Spreadsheets carry out what begins like a formula, also in letters of full width, and these texts come from websites. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !Number.isFinite(Number(cell)) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
