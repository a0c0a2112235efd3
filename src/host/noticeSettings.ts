import * as vscode from "vscode";
import type { NoticeScope } from "../runs/needs/notices.ts";

/** Of what the person wants to hear. */
export interface NoticeSettings {
  readonly needsYou: boolean;
  readonly failed: NoticeScope;
  readonly completed: NoticeScope;
  readonly mutedTasks: readonly string[];
}

export function readNoticeSettings(): NoticeSettings {
  return {
    needsYou: vscode.workspace.getConfiguration("deck").get<unknown>("notify.needsYou") !== false,
    failed: scopeIn(vscode.workspace.getConfiguration("deck").get<unknown>("notify.failed"), "startedHere"),
    completed: scopeIn(vscode.workspace.getConfiguration("deck").get<unknown>("notify.completed"), "off"),
    mutedTasks: textsIn(vscode.workspace.getConfiguration("deck").get<unknown>("notify.mutedTasks")),
  };
}

export async function muteTasks(taskIds: readonly string[]): Promise<void> {
  const muted = new Set([...readNoticeSettings().mutedTasks, ...taskIds]);
  await vscode.workspace.getConfiguration("deck").update("notify.mutedTasks", [...muted], vscode.ConfigurationTarget.Global);
}

function scopeIn(value: unknown, usual: NoticeScope): NoticeScope {
  return value === "off" || value === "startedHere" || value === "all" ? value : usual;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(text => typeof text === "string") : [];
}
