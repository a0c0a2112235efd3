import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { logFailure } from "../host/report.ts";

/** After the last letter that was typed. */
const pauseMs = 400;

/** Shows what is wrong with the task files in sight, as far as it takes the service to know. */
export class TaskFileProblems implements vscode.Disposable {
  private readonly lifetime = new Lifetime();
  private readonly shown = this.lifetime.own(vscode.languages.createDiagnosticCollection("deck"));
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly app: App;
  private readonly selector: vscode.DocumentSelector;

  constructor(app: App, selector: vscode.DocumentSelector) {
    this.app = app;
    this.selector = selector;
    const all = (): void => vscode.window.visibleTextEditors.forEach(({ document }) => this.checkSoon(document));
    this.lifetime.own(vscode.window.onDidChangeVisibleTextEditors(all));
    this.lifetime.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)));
    this.lifetime.own(vscode.workspace.onDidGrantWorkspaceTrust(all));
    this.lifetime.own(app.connection.onDidChange(({ kind }) => kind === "open" && all()));
    this.lifetime.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)));
    this.lifetime.own({ dispose: () => this.timers.forEach(timer => clearTimeout(timer)) });
    all();
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (!vscode.workspace.isTrusted || vscode.languages.match(this.selector, document) === 0) return;
    const name = document.uri.toString();
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(() => {
      this.timers.delete(name);
      void this.check(document);
    }, pauseMs));
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    try {
      const { problemsOf } = await import("./checkTaskFile.ts");
      const problems = await problemsOf(await this.app.connection.join(), document.getText());
      if (document.version !== version || document.isClosed) return;
      this.shown.set(document.uri, problems.map(({ start, end, words }) => problemAt(document, start, end, words)));
    } catch (error) {
      // What is not known to be wrong is not marked. The views say why the service is not there.
      this.shown.delete(document.uri);
      logFailure(this.app.log, "Checking the task file", error);
    }
  }
}

function problemAt(document: vscode.TextDocument, start: number, end: number, words: string): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(new vscode.Range(document.positionAt(start), document.positionAt(end)), words);
  problem.source = "Deck";
  return problem;
}
