import type * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { command } from "./command.ts";

export function registerProfileCommands(app: App): vscode.Disposable {
  return command(app, commandIds.switchProfile, "Switching the profile", () => Promise.reject(new Error("There is no other profile yet.")));
}
