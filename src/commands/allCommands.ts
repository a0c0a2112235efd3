import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { registerListCommands } from "./listing/listCommands.ts";
import { registerConnectionCommands } from "./profiles/diagnoseConnection.ts";
import { registerKeyCommands } from "./profiles/keyCommands.ts";
import { registerProfileCommands } from "./profiles/profileCommands.ts";
import { registerEventCommands } from "./profiles/receiveEvents.ts";
import { registerTraffic } from "./profiles/showTraffic.ts";
import { registerResourceCommands } from "./resources/resourceCommands.ts";
import { registerDocumentCommands } from "./runs/documentCommands.ts";
import { registerRunCommands } from "./runs/runCommands.ts";
import { registerWatchCommands } from "./runs/watchCommands.ts";

/** Loaded when the first of them is used: nothing that starts with the window imports it. */
export function registerAllCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    registerRunCommands(app),
    registerWatchCommands(app),
    registerDocumentCommands(app),
    registerResourceCommands(app),
    registerListCommands(app),
    registerKeyCommands(app),
    registerProfileCommands(app),
    registerConnectionCommands(app),
    registerTraffic(app),
    registerEventCommands(app),
  );
}
