import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import { isKnown } from "../runs/status.ts";

/** Tabs take pictures only, no theme icons; so there is a file for each status and each kind of theme. */
export function statusImage(extensionUri: vscode.Uri, { status, result }: Pick<RunSummary, "status" | "result">): { light: vscode.Uri; dark: vscode.Uri } {
  const isFruitless = status === "completed" && result === "failure";
  const name = isFruitless ? "fruitless" : isKnown(status) ? status : "unknown";
  const file = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, "media", "status", `${name}-${theme}.svg`);
  return { light: file("light"), dark: file("dark") };
}
