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

export function statusIcon(status: RunStatus): vscode.ThemeIcon {
  const look = isKnown(status) ? looks[status] : unknownLook;
  return new vscode.ThemeIcon(look.icon, new vscode.ThemeColor(look.color));
}
