import * as vscode from "vscode";
import { ApiError, hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "./app.ts";
import { commandIds } from "./commandIds.ts";

/** Told at the edge of each action of a person, once: what failed, why, what to do. */
export async function report(app: App, doing: string, error: unknown): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  logFailure(app.log, doing, error);
  // Local Deck has no key that a person could enter.
  if (hasFailed(error, "unauthorized") && app.connection.session?.profile.kind !== "local") {
    app.connection.refuse();
    await offer(`${doing} failed. ${messageOf(error)}`, "Enter API Key", commandIds.useKey);
    return;
  }
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  const copy = "Copy Request ID";
  const choice = await vscode.window.showErrorMessage(`${doing} failed. ${messageOf(error)}`, ...(requestId ? [copy] : []));
  if (choice === copy && requestId) await vscode.env.clipboard.writeText(requestId);
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

async function offer(message: string, label: string, command: string): Promise<void> {
  if ((await vscode.window.showErrorMessage(message, label)) === label) await vscode.commands.executeCommand(command);
}
