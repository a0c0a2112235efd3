import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { logFailure } from "../host/report.ts";
import type { TaskFileProblem } from "./checkTaskFile.ts";

/** After the last letter that was typed. */
const pauseMs = 400;

interface Shown {
  readonly problem: vscode.Diagnostic;
  readonly meant: TaskFileProblem["meant"];
}

/** Shows what is wrong with the task files in sight, as far as it takes the service to know. */
export class TaskFileProblems implements vscode.Disposable {
  private readonly lifetime = new Lifetime();
  private readonly shown = this.lifetime.own(vscode.languages.createDiagnosticCollection("deck"));
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly app: App;
  private readonly selector: vscode.DocumentSelector;
  /** What was found in the documents, with what the editor does not keep of a problem. */
  private readonly found = new Map<string, readonly Shown[]>();

  constructor(app: App, selector: vscode.DocumentSelector) {
    this.app = app;
    this.selector = selector;
    const all = (): void => vscode.window.visibleTextEditors.forEach(({ document }) => this.checkSoon(document));
    this.lifetime.own(vscode.window.onDidChangeVisibleTextEditors(all));
    this.lifetime.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)));
    this.lifetime.own(vscode.workspace.onDidGrantWorkspaceTrust(all));
    this.lifetime.own(app.connection.onDidChange(({ kind }) => kind === "open" && all()));
    this.lifetime.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.show(uri, [])));
    this.lifetime.own({ dispose: () => this.timers.forEach(timer => clearTimeout(timer)) });
    all();
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** Puts the id in the place of a name. */
  fixesFor({ uri }: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const here = (this.found.get(uri.toString()) ?? []).filter(({ problem }) => problem.range.intersection(range));
    return here.flatMap(({ problem, meant }) => meant.map(({ id, name, about }) => {
      const fix = new vscode.CodeAction(`Write ${id}${meant.length > 1 ? ` (${[name, about].filter(Boolean).join(", ")})` : ""}`, vscode.CodeActionKind.QuickFix);
      fix.edit = new vscode.WorkspaceEdit();
      fix.edit.replace(uri, problem.range, JSON.stringify(id));
      fix.diagnostics = [problem];
      fix.isPreferred = meant.length === 1;
      return fix;
    }));
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
      this.show(document.uri, problems.map(each => ({ problem: problemAt(document, each), meant: each.meant })));
    } catch (error) {
      // What is not known to be wrong is not marked. The views say why the service is not there.
      this.show(document.uri, []);
      logFailure(this.app.log, "Checking the task file", error);
    }
  }

  private show(uri: vscode.Uri, found: readonly Shown[]): void {
    this.found.set(uri.toString(), found);
    if (found.length === 0) this.found.delete(uri.toString());
    this.shown.set(uri, found.map(({ problem }) => problem));
  }
}

function problemAt(document: vscode.TextDocument, { start, end, words }: TaskFileProblem): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(new vscode.Range(document.positionAt(start), document.positionAt(end)), words);
  problem.source = "Deck";
  return problem;
}
