import type * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { registerCredentialsView } from "./credentialsView.ts";
import type { ShownTree } from "./resourceTree.ts";
import { registerSessionsView } from "./sessionsView.ts";
import { registerSourcesView } from "./sourcesView.ts";
import { registerTasksView } from "./tasksView.ts";

export interface ResourceViews extends vscode.Disposable {
  readonly tasks: ShownTree;
  readonly sessions: ShownTree;
  readonly sources: ShownTree;
  readonly credentials: ShownTree;
}

/** What runs are made with, each in a view of its own beneath the runs. */
export function registerResourceViews(app: App): ResourceViews {
  const lifetime = new Lifetime();
  return {
    tasks: lifetime.own(registerTasksView(app)),
    sessions: lifetime.own(registerSessionsView(app)),
    sources: lifetime.own(registerSourcesView(app)),
    credentials: lifetime.own(registerCredentialsView(app)),
    dispose: () => lifetime.dispose(),
  };
}
