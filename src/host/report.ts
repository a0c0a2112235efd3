import * as vscode from "vscode";
import { ApiError, hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "./app.ts";
import { commandIds } from "./commandIds.ts";

/** Told at the edge of each action of a person, once: what failed, why, what to do. */
export async function report(app: App, doing: string, error: unknown): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  logFailure(app.log, doing, error);
  if (hasFailed(error, "unauthorized")) return reportRefusal(app, doing, error);
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  const copy = "Copy Request ID";
  const choice = await vscode.window.showErrorMessage(`${doing} failed. ${messageOf(error)}`, ...(requestId ? [copy] : []));
  if (choice === copy && requestId) await vscode.env.clipboard.writeText(requestId);
}

/** What failed may have begun elsewhere, or with a key that was replaced since: the key in use is not doubted for that. */
async function reportRefusal({ connection, profiles }: App, doing: string, error: ApiError): Promise<void> {
  const owner = connection.ownerOf(error);
  if (owner && owner.id !== profiles.current?.id) {
    const why = `The API key of ${owner.name}, where this began, was refused. Switch to that profile to enter a valid one.`;
    return offer(`${doing} failed. ${why}`, `Switch to ${owner.name}`, commandIds.switchProfile, { profile: owner.id });
  }
  // Local Deck has no key that a person could enter.
  if (owner?.kind === "local") return void vscode.window.showErrorMessage(`${doing} failed. ${messageOf(error)}`);
  if (!owner && connection.state.kind !== "refused") {
    return void vscode.window.showErrorMessage(`${doing} failed. The API key was replaced meanwhile. Try again.`);
  }
  if (owner && connection.session?.profile.id === owner.id) connection.refuse();
  const enter = "Enter API Key";
  const doubted = profiles.current?.id;
  if ((await vscode.window.showErrorMessage(`${doing} failed. ${messageOf(error)}`, enter)) !== enter) return;
  // No extension can take a notification back: this one may be older than the key in use.
  if (connection.session && connection.session.profile.id === doubted) return void vscode.window.showInformationMessage("The API key was replaced meanwhile, and the new one works.");
  await vscode.commands.executeCommand(commandIds.useKey);
}

/** For what happens in the background: it shows in the view, never as a dialog. */
export function logFailure(log: vscode.LogOutputChannel, doing: string, error: unknown): void {
  const requestId = error instanceof ApiError && error.requestId ? ` (${error.requestId})` : "";
  const cause = deepestCause(error);
  const because = cause === undefined ? "" : ` Cause: ${messageOf(cause)}`;
  log.warn(`${doing} failed. ${messageOf(error)}${requestId}${because}`);
}

/** Network stacks wrap what happened in words that say nothing. */
function deepestCause(error: unknown): unknown {
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  return cause;
}

async function offer(message: string, label: string, command: string, argument?: object): Promise<void> {
  if ((await vscode.window.showErrorMessage(message, label)) === label) await vscode.commands.executeCommand(command, argument);
}
