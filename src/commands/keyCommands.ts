import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "../host/app.ts";
import { commandIds, runsViewId } from "../host/commandIds.ts";
import { deckProfileId } from "../host/connection.ts";
import { checkBaseUrl } from "../host/profile.ts";
import { readBaseUrl } from "../host/settings.ts";
import { command } from "./command.ts";

export function registerKeyCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.useKey, "Signing in", () => useKey(app)),
    command(app, commandIds.signOut, "Signing out", () => signOut(app)),
  );
}

async function useKey(app: App): Promise<void> {
  const baseUrl = readBaseUrl();
  const problem = checkBaseUrl(baseUrl);
  if (problem) throw new Error(problem);
  const key = await askKey(baseUrl);
  await app.keys.keep(deckProfileId, key);
  // Storing wakes the other windows; this one must not wait for the news to come round.
  await app.connection.follow();
  await vscode.commands.executeCommand(`${runsViewId}.focus`);
}

/** Asks until a key is accepted, or the person gives up. A key that was refused is not kept anywhere. */
function askKey(baseUrl: string): Promise<string> {
  const input = vscode.window.createInputBox();
  input.title = "Use a Deck API Key";
  input.prompt = `It is checked with ${new URL(baseUrl).host} and kept in the editor's secret storage.`;
  input.placeholder = "sk_live_…";
  input.password = true;
  input.ignoreFocusOut = true;
  return new Promise<string>((resolve, reject) => {
    input.onDidChangeValue(() => (input.validationMessage = undefined));
    input.onDidHide(() => reject(new vscode.CancellationError()));
    input.onDidAccept(async () => {
      input.enabled = false;
      input.busy = true;
      input.validationMessage = await problemOf(baseUrl, input.value.trim());
      input.busy = false;
      input.enabled = true;
      if (!input.validationMessage) resolve(input.value.trim());
    });
    input.show();
  }).finally(() => input.dispose());
}

async function problemOf(baseUrl: string, key: string): Promise<string | undefined> {
  if (key === "") return "Enter the key, or press Escape to leave.";
  if (!/^[\x21-\x7e]+$/.test(key)) return "A key has no blanks and no special characters. Copy it again.";
  try {
    const { clientFor } = await import("../host/clientFor.ts");
    await clientFor({ baseUrl }, key).test();
    return undefined;
  } catch (error) {
    return hasFailed(error, "unauthorized") ? "Deck refused this key. Check that it is complete and not revoked." : messageOf(error);
  }
}

async function signOut(app: App): Promise<void> {
  if (!(await app.keys.get(deckProfileId))) {
    void vscode.window.showInformationMessage("You are not signed in: the runs shown are those of Local Deck.");
    return;
  }
  await app.keys.remove(deckProfileId);
  await app.connection.follow();
}
