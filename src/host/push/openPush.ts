import type * as vscode from "vscode";
import type { Connection } from "../connection.ts";
import { onDidChangePush, readPush } from "../settings.ts";
import { TunnelStore } from "./tunnelStore.ts";
import { WindowPush } from "./windowPush.ts";

/** Push for this window, with the editor's settings and secret storage. */
export function openPush({ secrets }: vscode.ExtensionContext, connection: Connection, log: vscode.LogOutputChannel): WindowPush {
  return new WindowPush({
    connection,
    tunnels: new TunnelStore(secrets),
    isAutomatic: readPush,
    onDidChangeAutomatic: onDidChangePush,
    log: line => log.info(line),
  });
}
