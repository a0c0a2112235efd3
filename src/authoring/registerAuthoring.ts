import * as vscode from "vscode";
import { memberTexts } from "../base/jsonMembers.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { commandIds, taskFilePattern } from "../host/commandIds.ts";
import { logFailure, report } from "../host/report.ts";
import { TaskFileProblems } from "./taskFileProblems.ts";

const selector: vscode.DocumentSelector = { pattern: taskFilePattern };

/** Task files in the editor: what is wrong with them, and a way to run them. */
export function registerAuthoring(app: App): vscode.Disposable {
  const lifetime = new Lifetime();
  const lenses = lifetime.own(new vscode.EventEmitter<void>());
  const problems = lifetime.own(new TaskFileProblems(app, selector));
  const fixes = { provideCodeActions: (document: vscode.TextDocument, range: vscode.Range) => problems.fixesFor(document, range) };
  lifetime.own(vscode.languages.registerCodeActionsProvider(selector, fixes, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }));
  lifetime.own(vscode.languages.registerCompletionItemProvider(selector, { provideCompletionItems: (document, at) => idsFor(app, document, at) }, '"'));
  lifetime.own(vscode.workspace.onDidGrantWorkspaceTrust(() => lenses.fire()));
  lifetime.own(vscode.languages.registerCodeLensProvider(selector, { onDidChangeCodeLenses: lenses.event, provideCodeLenses: lensesOf }));
  lifetime.own(
    vscode.commands.registerCommand(commandIds.runTaskFile, async (target: unknown) => {
      try {
        const { runTaskFile } = await import("./runTaskFile.ts");
        return await runTaskFile(app, target);
      } catch (error) {
        await report(app, "Running the task file", error);
        return undefined;
      }
    }),
  );
  return lifetime;
}

/** The ids that can stand here, by what people call them. */
async function idsFor(app: App, document: vscode.TextDocument, at: vscode.Position): Promise<vscode.CompletionItem[]> {
  if (!vscode.workspace.isTrusted) return [];
  const { thingsOf, valueAt } = await import("./namedThings.ts");
  const place = valueAt(document.getText(), document.offsetAt(at));
  if (!place) return [];
  try {
    const things = await thingsOf(await app.connection.join(), place.kind);
    const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
    return things.map(({ id, name, about }) => {
      const item = new vscode.CompletionItem({ label: name, description: about }, vscode.CompletionItemKind.Reference);
      // What was typed begins with the quote.
      return Object.assign(item, { range, insertText: JSON.stringify(id), filterText: `"${name} ${id}"`, detail: id });
    });
  } catch (error) {
    logFailure(app.log, "Offering ids for the task file", error);
    return [];
  }
}

function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  // Such as an older version, beside the one that is compared with it.
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return [];
  const text = document.getText();
  const at = document.positionAt(Math.max(0, text.indexOf('"task"')));
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(at, at), { title, command, arguments: [document.uri] });
  if (!vscode.workspace.isTrusted) return [lens("$(shield) Trust this folder to run it", "workbench.trust.manage")];
  const name = memberTexts(text, ["name"]).get("name") ?? "";
  return [lens(`$(play) Run ${name.startsWith('"') ? name : ""}`.trim(), commandIds.runTaskFile)];
}
