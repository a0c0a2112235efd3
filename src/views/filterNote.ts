import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { filteredContext } from "../host/commandIds.ts";
import { nameIn } from "../host/filterNames.ts";
import { profileWords } from "../host/profileLook.ts";
import type { Session } from "../host/session.ts";
import { filterText } from "../runs/store/filterWords.ts";
import type { RunNode } from "./runNodes.ts";
import type { RunsTree } from "./runsTree.ts";

/** Says beside the view's name whose runs these are, and which: also where the filters are scrolled out of sight. */
export function showFilter({ connection, lens }: App, tree: RunsTree, view: vscode.TreeView<RunNode>): vscode.Disposable {
  const show = (): void => {
    const { session } = connection;
    view.description = session ? [profileWords(session.profile), words(session)].filter(Boolean).join(" · ") : "";
    void vscode.commands.executeCommand("setContext", filteredContext, session !== undefined && lens.isFiltered(session.profile.id));
  };
  const words = (session: Session): string =>
    filterText(lens.filter(session.profile.id), (facet, id) => nameIn(session, facet, id), Date.now());
  show();
  return vscode.Disposable.from(connection.onDidChange(show), lens.onDidChange(show), tree.onDidLearnNames(show));
}
