import * as vscode from "vscode";
import type { NoticeScope } from "../runs/notices.ts";

/** Of what the person wants to hear. */
export interface NoticeSettings {
  readonly needsYou: boolean;
  readonly failed: NoticeScope;
  readonly completed: NoticeScope;
  readonly mutedTasks: readonly string[];
}

export function readNoticeSettings(): NoticeSettings {
  const settings = vscode.workspace.getConfiguration("deck.notify");
  return {
    needsYou: settings.get("needsYou", true),
    failed: scopeIn(settings.get<unknown>("failed"), "startedHere"),
    completed: scopeIn(settings.get<unknown>("completed"), "off"),
    mutedTasks: textsIn(settings.get<unknown>("mutedTasks")),
  };
}

export async function muteTask(taskId: string): Promise<void> {
  const muted = new Set([...readNoticeSettings().mutedTasks, taskId]);
  await vscode.workspace.getConfiguration("deck.notify").update("mutedTasks", [...muted], vscode.ConfigurationTarget.Global);
}

function scopeIn(value: unknown, usual: NoticeScope): NoticeScope {
  return value === "off" || value === "startedHere" || value === "all" ? value : usual;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(text => typeof text === "string") : [];
}
