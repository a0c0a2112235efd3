import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import { commandIds } from "../host/commandIds.ts";
import type { Session } from "../host/session.ts";
import { statusIcon } from "../host/statusIcon.ts";
import { ageText, durationText } from "../runs/duration.ts";
import { idTail, outcomeText, runLine } from "../runs/runLine.ts";
import { statusLabel } from "../runs/status.ts";
import type { RunNode } from "./runNodes.ts";

/** What is folded at first: what is over and seldom looked for. */
const foldedAtFirst: ReadonlySet<RunStatus> = new Set<RunStatus>(["canceled"]);

export function itemOf(node: RunNode, session: Session, now: number): vscode.TreeItem {
  switch (node.kind) {
    case "group":
      return groupItem(node.status, session);
    case "run": {
      const run = session.store.get(node.id);
      return run ? runItem(run, session, now) : new vscode.TreeItem(node.id);
    }
    case "more":
      return moreItem(node.status);
  }
}

function countText(status: RunStatus, session: Session): string {
  return `${session.store.ofStatus(status).length}${session.feed.hasMore(status) ? "+" : ""}`;
}

function groupItem(status: RunStatus, session: Session): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(statusLabel(status), foldedAtFirst.has(status) ? Collapsed : Expanded);
  item.id = `group:${status}`;
  item.description = countText(status, session);
  item.contextValue = "group";
  item.accessibilityInformation = { label: `${statusLabel(status)}, ${item.description} ${item.description === "1" ? "run" : "runs"}` };
  return item;
}

function runItem(run: RunSummary, session: Session, now: number): vscode.TreeItem {
  const name = session.taskName(run);
  const item = new vscode.TreeItem(name);
  item.id = `run:${run.id}`;
  item.description = runLine(run, now);
  item.iconPath = statusIcon(run.status);
  item.contextValue = `run.${run.status}`;
  item.command = { command: commandIds.openRun, title: "Open Run", arguments: [{ kind: "run", id: run.id }] };
  item.accessibilityInformation = {
    label: `${name}, ${statusLabel(run.status)}, ${outcomeText(run)}, ${ageText(run.created_at, now)}, id ending in ${idTail(run.id)}`,
  };
  return item;
}

function moreItem(status: RunStatus): vscode.TreeItem {
  const item = new vscode.TreeItem("Load more…");
  item.id = `more:${status}`;
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { command: commandIds.loadMore, title: "Load More", arguments: [status] };
  return item;
}

/** Asked for when the pointer rests on a run. Text from the service is appended as text, never as markdown. */
export function tooltipOf(run: RunSummary, session: Session, now: number): vscode.MarkdownString {
  const tip = new vscode.MarkdownString(undefined, true);
  tip.appendMarkdown("**").appendText(session.taskName(run)).appendMarkdown("**\n\n");
  const icon = statusIcon(run.status).id.replace("~spin", "");
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
