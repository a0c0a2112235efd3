import * as vscode from "vscode";
import type { Agent, Task } from "../api/schemas/resources.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import { barPicture } from "../runs/barPicture.ts";
import { statsLine, statsOf, statsSentence, type TaskStats } from "../runs/taskStats.ts";
import { plainTooltip } from "./plainTooltip.ts";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function agentItem({ id, name, description }: Pick<Agent, "id" | "name" | "description">, tasks: number): vscode.TreeItem {
  const item = new vscode.TreeItem(name, tasks > 0 ? Expanded : None);
  item.description = tasks > 0 ? "" : "no tasks";
  item.iconPath = new vscode.ThemeIcon("hubot");
  item.contextValue = "agent";
  item.tooltip = plainTooltip(name, description, id);
  item.accessibilityInformation = { label: `Agent ${name}, ${tasks} ${tasks === 1 ? "task" : "tasks"}` };
  return item;
}

interface Look {
  readonly icon: string;
  readonly meaning: string;
}

const unknownLook: Look = { icon: "question", meaning: "Its status is not known to this extension." };

const looks: Readonly<Record<string, Look>> = {
  learning: { icon: "mortar-board", meaning: "The agent still finds its way: runs are slower and fail more often." },
  test: { icon: "beaker", meaning: "The way is found and being tried." },
  testing: { icon: "beaker", meaning: "The way is found and being tried." },
  live: { icon: "rocket", meaning: "The way is known: runs are fast and steady." },
};

/** Its icon shows how the newest runs went; where there are none, how far the task has come. */
export function taskItem(task: Task, runs: readonly RunSummary[]): vscode.TreeItem {
  const { name, status } = task;
  const look = (Object.hasOwn(looks, status) ? looks[status] : undefined) ?? unknownLook;
  const stats = statsOf(runs);
  const item = new vscode.TreeItem(name, Collapsed);
  item.description = [status, stats ? statsLine(stats) : ""].filter(Boolean).join(" · ");
  item.iconPath = stats ? picture(stats) : new vscode.ThemeIcon(look.icon);
  item.contextValue = "task";
  item.tooltip = tooltipOf(task, look.meaning, stats);
  item.accessibilityInformation = { label: `Task ${name}, ${status}, ${stats ? statsSentence(stats) : "no run has ended yet"}` };
  return item;
}

export function noRunsItem(): vscode.TreeItem {
  const item = new vscode.TreeItem("No runs yet");
  item.iconPath = new vscode.ThemeIcon("info");
  return item;
}

function picture(stats: TaskStats): { light: vscode.Uri; dark: vscode.Uri } {
  return { light: vscode.Uri.parse(barPicture(stats, "light")), dark: vscode.Uri.parse(barPicture(stats, "dark")) };
}

const longestPrompt = 300;

function tooltipOf({ id, name, status, prompt }: Task, meaning: string, stats: TaskStats | undefined): vscode.MarkdownString {
  const past = stats ? `${statsSentence(stats)}. The bars are the newest runs: the longer, the higher.` : "";
  return plainTooltip(name, `${status}: ${meaning}`, past, shortened(prompt ?? ""), id);
}

function shortened(prompt: string): string {
  return prompt.length > longestPrompt ? `${prompt.slice(0, longestPrompt)}…` : prompt;
}
