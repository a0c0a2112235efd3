import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { idIn } from "../host/runTarget.ts";
import { command } from "./command.ts";
import { registerCredentialCommands } from "./credentialCommands.ts";
import { registerSessionCommands } from "./sessionCommands.ts";
import { registerSourceCommands } from "./sourceCommands.ts";
import { registerTaskCommands } from "./taskCommands.ts";

/** What is done with tasks, sessions, sources and credentials. */
export function registerResourceCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    registerTaskCommands(app),
    registerSessionCommands(app),
    registerSourceCommands(app),
    registerCredentialCommands(app),
    command(app, commandIds.copyId, "Copying the ID", copyId),
  );
}

async function copyId(target: unknown): Promise<void> {
  const id = idIn(target);
  if (id === undefined) return;
  await vscode.env.clipboard.writeText(id);
  vscode.window.setStatusBarMessage(`Copied ${id}`, 3_000);
}
