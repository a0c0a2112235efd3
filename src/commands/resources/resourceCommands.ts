import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { idIn } from "../../host/runTarget.ts";
import { command } from "../command.ts";

const tasks = () => import("./taskCommands.ts");
const sessions = () => import("./sessionCommands.ts");
const sources = () => import("./sourceCommands.ts");
const credentials = () => import("./credentialCommands.ts");

/** What is done with tasks, sessions, sources and credentials; each is loaded when it is first done. */
export function registerResourceCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.copyId, "Copying the ID", copyId),
    command(app, commandIds.openDefinition, "Opening the task's definition", async target => (await tasks()).openDefinition(app, target)),
    command(app, commandIds.resetTask, "Resetting the task", async target => (await tasks()).resetTask(app, target)),
    command(app, commandIds.deleteTask, "Deleting the task", async target => (await tasks()).deleteTask(app, target)),
    command(app, commandIds.endSession, "Ending the session", async target => (await sessions()).endSession(app, target)),
    command(app, commandIds.addSource, "Adding the source", async () => (await sources()).addSource(app)),
    command(app, commandIds.renameSource, "Renaming the source", async target => (await sources()).renameSource(app, target)),
    command(app, commandIds.deleteSource, "Deleting the source", async target => (await sources()).deleteSource(app, target)),
    command(app, commandIds.addCredential, "Adding the credential", async () => (await credentials()).addCredential(app)),
    command(app, commandIds.renameCredential, "Renaming the credential", async target => (await credentials()).renameCredential(app, target)),
    command(app, commandIds.replaceSecret, "Replacing the secret", async target => (await credentials()).replaceSecret(app, target)),
    command(app, commandIds.deleteCredential, "Deleting the credential", async target => (await credentials()).deleteCredential(app, target)),
  );
}

async function copyId(target: unknown): Promise<void> {
  const id = idIn(target);
  if (id === undefined) return;
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(`Copied ${id}`, 3_000);
}
