import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";
import { statusIcon } from "../host/statusIcon.ts";
import { ageText, durationText } from "../runs/duration.ts";
import { statusLabel } from "../runs/status.ts";

/** Asked for when the pointer rests on a run. Text from the service is appended as text, never as markdown. */
export function tooltipOf(run: RunSummary, session: Session, now: number): vscode.MarkdownString {
  const tip = new vscode.MarkdownString(undefined, true);
  tip.appendMarkdown("**").appendText(session.taskName(run)).appendMarkdown("**\n\n");
  const icon = statusIcon(run.status, run.result).id.replace("~spin", "");
  tip.appendMarkdown(`$(${icon}) `).appendText(statusLabel(run.status));
  if (run.result && run.status === "completed") tip.appendText(` (${run.result})`);
  for (const [label, value] of tooltipFacts(run, now)) tip.appendMarkdown(`\n\n${label}: `).appendText(value);
  for (const error of run.errors ?? []) {
    tip.appendMarkdown("\n\n$(error) ").appendText(`${error.message} (${error.type}/${error.code})`);
  }
  if (run.interaction?.message) tip.appendMarkdown("\n\n$(comment-unresolved) ").appendText(run.interaction.message);
  return tip;
}

function tooltipFacts(run: RunSummary, now: number): [label: string, value: string][] {
  const facts: [string, string][] = [
    ["Run", run.id],
    ["Created", `${new Date(run.created_at).toLocaleString()} (${ageText(run.created_at, now)})`],
  ];
  if (run.runtime_ms) facts.push(["Ran for", durationText(run.runtime_ms)]);
  return facts;
}
