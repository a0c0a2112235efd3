import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { report } from "../host/report.ts";

/**
 * Registers a command whose failures are told once, as "<doing> failed. <why>". Menus of trees hand over the item and,
 * where several are selected, all of them.
 */
export function command(app: App, id: string, doing: string, act: (argument: unknown, selected: unknown) => Promise<unknown>): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
    try {
      return await act(argument, selected);
    } catch (error) {
      await report(app, doing, error);
      return undefined;
    }
  });
}
