import * as vscode from "vscode";
import { draftScheme } from "./commandIds.ts";

export function isDraftTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && input.uri.scheme === draftScheme;
}

/** The paths of the drafts that stand in tabs, each once. */
export function shownDrafts(): string[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isDraftTab)).map(({ input }) => input);
  return Array.from(new Set(inputs.map(input => (input instanceof vscode.TabInputText ? input.uri.path : ""))));
}
