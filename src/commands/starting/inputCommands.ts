import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds, draftScheme } from "../../host/commandIds.ts";
import type { InputDraft } from "../../host/inputDrafts.ts";
import { command } from "../command.ts";
import { learnPlace, placeWords } from "./placeWords.ts";

const load = () => import("./inputDocument.ts");

/** What can be done with an input that is written in an editor. */
export function registerInputCommands(app: App): vscode.Disposable {
  void load().then(({ closeLost }) => closeLost(app));
  const lenses = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    lenses,
    // After a reload the document is there before the service is.
    app.connection.onDidChange(({ kind }) => kind === "open" && lenses.fire()),
    command(app, commandIds.runInput, "Running the task", async target => (await load()).runInput(app, target)),
    command(app, commandIds.earlierInput, "Reading earlier inputs", async target => (await load()).replaceWithEarlier(app, target)),
    command(app, commandIds.attachFile, "Attaching the file", async target => (await load()).attachFile(app, target)),
    vscode.languages.registerCodeLensProvider({ scheme: draftScheme }, { onDidChangeCodeLenses: lenses.event, provideCodeLenses: document => lensesOf(app, document) }),
    saveWhileTyping(),
  );
}

async function lensesOf({ drafts, connection }: App, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  const { uri } = document;
  await drafts.ready;
  const draft = drafts.draftAt(uri);
  const { session } = connection;
  if (!draft || !session) return [];
  // Where it cannot be learned, its id stands there.
  await learnPlace(session, draft.place).catch(() => undefined);
  const top = new vscode.Range(0, 0, 0, 0);
  const account = placeWords(session, draft.place);
  const lens = (title: string, id: string): vscode.CodeLens => new vscode.CodeLens(top, { title, command: id, arguments: [uri] });
  return [
    // One of both, so that the others have room beside it; the tab names the task, too.
    lens(`$(play) Run ${account === "none" ? `"${draft.task.name}"` : `with ${account}`}`, commandIds.runInput),
    lens("$(history) Earlier Inputs...", commandIds.earlierInput),
    lens("$(file-add) Attach File...", commandIds.attachFile),
    ...lossesOf(draft, document),
  ];
}

/** What did not outlive a reload of the window, each where it stood, until it is typed anew. */
function lossesOf({ cut = [], isPartial = false }: InputDraft, document: vscode.TextDocument): vscode.CodeLens[] {
  const text = document.getText();
  const lens = (at: number, words: string): vscode.CodeLens =>
    new vscode.CodeLens(new vscode.Range(document.positionAt(at), document.positionAt(at)), { title: `$(shield) ${words}`, command: "" });
  const places = cut.map(name => text.indexOf(`${JSON.stringify(name)}: ""`)).filter(at => at >= 0);
  const changes = isPartial ? [lens(text.trimEnd().length, "What was typed last was not kept over the reload, as it may hold a secret")] : [];
  return [...places.map(at => lens(at, "Not kept over the reload: type it anew")), ...changes];
}

/** Before the editor writes a copy of unsaved text to the disk, which it does after a second. */
const pauseMs = 400;

/** Saved is in memory, and without its secrets in the secret storage. */
function saveWhileTyping(): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();
  const listening = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const name = document.uri.toString();
    if (document.uri.scheme !== draftScheme || !document.isDirty) return;
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(() => void document.save(), pauseMs));
  });
  const stop = (): void => timers.forEach(timer => clearTimeout(timer));
  return vscode.Disposable.from(listening, { dispose: stop });
}
