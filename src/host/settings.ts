import * as vscode from "vscode";
import { type Grouping, isGrouping } from "../runs/store/grouping.ts";
import { readQueries, type SavedQuery } from "../runs/store/savedQueries.ts";
import { deckUrl } from "./profile.ts";
import type { ProfileSettings } from "./profileSettings.ts";

/** The settings, read at the edge and handed on as values. All are application-scoped: a folder cannot redirect a key. */
export function readProfileSettings(): ProfileSettings {
  const entries = vscode.workspace.getConfiguration("deck").get<unknown>("profiles");
  return { entries, baseUrl: vscode.workspace.getConfiguration("deck").get<string>("api.baseUrl", deckUrl) };
}

export async function keepProfileEntries(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace.getConfiguration("deck").update("profiles", entries, vscode.ConfigurationTarget.Global);
}

export function onDidChangeProfiles(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration("deck.profiles") || change.affectsConfiguration("deck.api.baseUrl")) listener();
  });
}

export function readGrouping(): Grouping {
  const value = vscode.workspace.getConfiguration("deck").get<unknown>("runs.groupBy");
  return isGrouping(value) ? value : "status";
}

export async function keepGrouping(grouping: Grouping): Promise<void> {
  await vscode.workspace.getConfiguration("deck").update("runs.groupBy", grouping, vscode.ConfigurationTarget.Global);
}

export function readSavedQueries(): SavedQuery[] {
  return readQueries(vscode.workspace.getConfiguration("deck").get<unknown>("runs.queries"));
}

export async function keepQueries(queries: readonly SavedQuery[]): Promise<void> {
  await vscode.workspace.getConfiguration("deck").update("runs.queries", queries, vscode.ConfigurationTarget.Global);
}

/** What says how runs are shown. */
export function onDidChangeLens(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration("deck.runs.groupBy") || change.affectsConfiguration("deck.runs.queries")) listener();
  });
}

/** Whether a server on this machine is asked to tell of changes. */
export function readPush(): boolean {
  return vscode.workspace.getConfiguration("deck").get<boolean>("runs.push", true);
}

export function onDidChangePush(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration("deck.runs.push")) listener();
  });
}

export function asksBeforeCancel(): boolean {
  return vscode.workspace.getConfiguration("deck").get<boolean>("runs.confirmCancel", true);
}

export async function stopAskingBeforeCancel(): Promise<void> {
  await vscode.workspace.getConfiguration("deck").update("runs.confirmCancel", false, vscode.ConfigurationTarget.Global);
}

/** Whether runs that were started here are shown in a notification while they go on. */
export function showsProgress(): boolean {
  return vscode.workspace.getConfiguration("deck").get<boolean>("runs.showProgress", true);
}

/** Parts of member names under which scenarios mask values. */
export function readPersonalNames(): string[] {
  const names = vscode.workspace.getConfiguration("deck").get<unknown>("scenarios.scrub");
  return Array.isArray(names) ? names.filter(name => typeof name === "string" && name !== "") : [];
}

/** The folder of scenarios that Local Deck plays; undefined: none. */
export function readScenariosFolder(): string | undefined {
  return vscode.workspace.getConfiguration("deck").get<string>("local.scenarios", "").trim() || undefined;
}
