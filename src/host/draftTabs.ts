import * as vscode from "vscode";
import { draftScheme } from "./commandIds.ts";

/** Undefined for tabs that show something else. */
export function draftUri({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText && input.uri.scheme === draftScheme ? input.uri : undefined;
}

/** The paths of the drafts that stand in tabs, each once. */
export function shownDrafts(): string[] {
  return Array.from(new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(tab => draftUri(tab)?.path ?? []))));
}
