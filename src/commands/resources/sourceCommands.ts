import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Source } from "../../api/schemas/resources.ts";
import type { App } from "../../host/app.ts";
import { commandIds, credentialsViewId } from "../../host/commandIds.ts";
import type { Session } from "../../host/session.ts";
import { webAddress } from "../../runs/webAddress.ts";
import { askLine, confirm, targetResource } from "./targetResource.ts";

export async function targetSource(session: Session, target: unknown, title: string): Promise<Source> {
  return targetResource(target, { title, all: () => session.sources.all(), item, none: "There are no sources yet. Add one first." });
}

export async function addSource(app: App): Promise<string> {
  const session = await app.connection.ensure();
  const title = "Add Source";
  const typed = await askLine({
    title: `${title} (1/2)`,
    prompt: "The address of the website on which tasks run",
    placeHolder: "https://example.com",
    validateInput: text => (webAddress(text) ? undefined : "A web address is wanted here, such as https://example.com."),
  });
  const url = webAddress(typed) ?? typed;
  const name = await askLine({ title: `${title} (2/2)`, prompt: "What it is called; may be left empty", value: URL.parse(url)?.hostname ?? "" });
  const source = await session.client.sources.create({ type: "website", website: { url }, ...(name ? { name } : {}) });
  await vscode.commands.executeCommand(commandIds.refreshSources);
  return source.id;
}

export async function renameSource(app: App, target: unknown): Promise<void> {
  const session = await app.connection.ensure();
  const source = await targetSource(session, target, "Rename Source");
  const name = await askLine({ title: "Rename Source", prompt: `What ${source.website?.url ?? source.id} is called; empty for no name`, value: source.name ?? "" });
  await session.client.sources.update(source.id, { name: name || null });
  await refresh();
}

export async function deleteSource(app: App, target: unknown): Promise<void> {
  const session = await app.connection.ensure();
  const source = await targetSource(session, target, "Delete Source");
  const detail = "No more runs can be started on it. Runs that it had stay readable. Deck may refuse while credentials belong to it.";
  await confirm(`Delete the source "${nameOf(source)}" for good?`, detail, "Delete Source");
  try {
    await session.client.sources.delete(source.id);
  } catch (error) {
    if (!hasFailed(error, "conflict")) throw error;
    void tellInUse(`The source "${nameOf(source)}" is in use. ${error.errors[0]?.message ?? error.message}`);
  }
  await refresh();
}

async function tellInUse(why: string): Promise<void> {
  const show = "Show Credentials";
  if ((await vscode.window.showWarningMessage(why, show)) === show) await vscode.commands.executeCommand(`${credentialsViewId}.focus`);
}

/** Credentials name the source they belong to. */
async function refresh(): Promise<void> {
  await vscode.commands.executeCommand(commandIds.refreshSources);
  await vscode.commands.executeCommand(commandIds.refreshCredentials);
}

function nameOf({ id, name, website }: Source): string {
  return name ?? website?.url ?? id;
}

function item(source: Source): vscode.QuickPickItem {
  return { label: nameOf(source), description: source.name ? (source.website?.url ?? "") : "" };
}
