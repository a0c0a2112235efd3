import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { documentScheme } from "../host/commandIds.ts";
import { onDidChangeCompareIgnore } from "../host/compareSettings.ts";
import type { ConnectionState } from "../host/connection.ts";
import { DeckFiles } from "./deckFiles.ts";

/** The file system of runs. It follows what the window knows, and asks for a connection only when something is read. */
export function registerDocuments(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  const files = lifetime.own(new DeckFiles(app));
  lifetime.own(vscode.workspace.registerFileSystemProvider(documentScheme, files, { isReadonly: true, isCaseSensitive: true }));

  let following = new Lifetime();
  const follow = (state: ConnectionState): void => {
    following.dispose();
    following = new Lifetime();
    files.forget({ isReadable: state.kind === "open" });
    if (state.kind !== "open") return;
    const { profile, store, tasks } = state.session;
    following.own(store.onDidChange(({ changed }) => files.outdate(profile.id, changed)));
    following.own(tasks.onDidChange(change => files.outdateTasks(profile.id, change)));
  };
  lifetime.own(app.connection.onDidChange(follow));
  lifetime.own({ dispose: () => following.dispose() });
  lifetime.own(onDidChangeCompareIgnore(() => files.forget({ isReadable: true })));
  return lifetime;
}
