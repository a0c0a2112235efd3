import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { registerConnectionCommands } from "./diagnoseConnection.ts";
import { registerDocumentCommands } from "./documentCommands.ts";
import { registerKeyCommands } from "./keyCommands.ts";
import { registerListCommands } from "./listCommands.ts";
import { registerProfileCommands } from "./profileCommands.ts";
import { registerEventCommands } from "./receiveEvents.ts";
import { registerResourceCommands } from "./resourceCommands.ts";
import { registerRunCommands } from "./runCommands.ts";
import { registerTraffic } from "./showTraffic.ts";
import { registerWatchCommands } from "./watchCommands.ts";

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
