import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { documentScheme } from "../host/commandIds.ts";
import type { ConnectionState } from "../host/connection.ts";
import { onDidChangeCompareIgnore, readCompareIgnore } from "../host/compareSettings.ts";
import { ignoreList } from "../runs/ignoreList.ts";
import { DeckFiles } from "./deckFiles.ts";
import { Readers } from "./reader.ts";
import { RunFolders } from "./runFolders.ts";

/** The file system of runs. It follows what the window knows, and asks for a connection only when something is read. */
export function registerDocuments(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  const readers = new Readers(app);
  const folders = new RunFolders({ readers, ignored: () => ignoreList(readCompareIgnore()), now: Date.now });
  const files = lifetime.own(new DeckFiles({ app, folders, readers }));
  lifetime.own(vscode.workspace.registerFileSystemProvider(documentScheme, files, { isReadonly: true, isCaseSensitive: true }));

  let following = new Lifetime();
  const follow = (state: ConnectionState): void => {
    following.dispose();
    following = new Lifetime();
    folders.clear();
    readers.forget();
    if (state.kind !== "open") return;
    const { profile, store } = state.session;
    following.own(store.onDidChange(({ changed }) => files.outdate(profile.id, changed)));
    files.outdate(profile.id);
  };
  lifetime.own(app.connection.onDidChange(follow));
  lifetime.own({ dispose: () => following.dispose() });
  lifetime.own(
    onDidChangeCompareIgnore(() => {
      folders.clear();
      files.outdate("");
    }),
  );
  return lifetime;
}
