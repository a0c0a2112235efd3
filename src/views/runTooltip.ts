import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import type { Session } from "../host/session.ts";
import { statusIcon } from "../host/statusIcon.ts";
import { plainText } from "../runs/documents/markdownText.ts";
import { ageText, durationText } from "../runs/duration.ts";
import { waitedWords } from "../runs/needs/needsYou.ts";
import { statusLabel, waitsForPerson } from "../runs/status.ts";

/** Asked for when the pointer rests on a run. Text from the service is shown as text, never as markdown. */
export function tooltipOf(run: RunSummary, session: Session, now: number, usualMs?: number): vscode.MarkdownString {
  const icon = statusIcon(run.status, run.result).id.replace("~spin", "");
  const result = run.result && run.status === "completed" ? ` (${run.result})` : "";
  const paragraphs = [
    `**${shown(session.taskName(run))}**`,
    `$(${icon}) ${shown(statusLabel(run.status) + result)}`,
    ...tooltipFacts(run, now, usualMs).map(([label, value]) => `${label}: ${shown(value)}`),
    ...(run.errors ?? []).map(({ message, type, code }) => `$(error) ${shown(`${message} (${type}/${code})`)}`),
    ...(run.interaction?.message ? [`$(comment-unresolved) ${shown(run.interaction.message)}`] : []),
  ];
  return new vscode.MarkdownString(paragraphs.join("\n\n"), true);
}

function tooltipFacts(run: RunSummary, now: number, usualMs: number | undefined): [label: string, value: string][] {
  const facts: [string, string][] = [
    ["Run", run.id],
    ["Created", `${new Date(run.created_at).toLocaleString()} (${ageText(run.created_at, now)})`],
  ];
  if (waitsForPerson(run.status)) facts.push(["Waiting for", waitedWords(run, now, usualMs)]);
  if (run.runtime_ms) facts.push(["Ran for", durationText(run.runtime_ms)]);
  return facts;
}

/** Icons of the editor are on here: what looks like one in foreign text is to stay text. */
function shown(text: string): string {
  return plainText(text.replaceAll("$(", "\\$("));
}
