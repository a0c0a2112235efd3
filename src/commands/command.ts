import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { report } from "../host/report.ts";

/** Registers a command whose failures are told once, as "<doing> failed. <why>". */
export function command(app: App, id: string, doing: string, act: (argument: unknown) => Promise<unknown>): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await act(argument);
    } catch (error) {
      await report(app, doing, error);
      return undefined;
    }
  });
}
