import * as vscode from "vscode";
import type { KnownRunStatus, RunStatus } from "../api/schemas/runStatus.ts";
import { isKnown } from "../runs/status.ts";

interface Look {
  readonly icon: string;
  readonly color: string;
}

const looks: Readonly<Record<KnownRunStatus, Look>> = {
  interaction_required: { icon: "comment-unresolved", color: "charts.yellow" },
  review_required: { icon: "eye", color: "charts.yellow" },
  running: { icon: "sync~spin", color: "charts.blue" },
  queued: { icon: "clock", color: "descriptionForeground" },
  canceling: { icon: "loading~spin", color: "descriptionForeground" },
  completed: { icon: "pass", color: "testing.iconPassed" },
  failed: { icon: "error", color: "testing.iconFailed" },
  canceled: { icon: "circle-slash", color: "descriptionForeground" },
};
const unknownLook: Look = { icon: "question", color: "descriptionForeground" };

/** Completed without success: the run went through, and what it brought is no good. */
const fruitlessLook: Look = { icon: "warning", color: "list.warningForeground" };

export function statusIcon(status: RunStatus, result: string | null): vscode.ThemeIcon {
  const isFruitless = status === "completed" && result === "failure";
  const look = isFruitless ? fruitlessLook : isKnown(status) ? looks[status] : unknownLook;
  return new vscode.ThemeIcon(look.icon, new vscode.ThemeColor(look.color));
}
