import * as vscode from "vscode";
import { idIn } from "../../host/runTarget.ts";

/** What a command about one thing needs to find it. */
export interface Wanted<T> {
  readonly title: string;
  /** All that the person may choose from. */
  readonly all: () => Promise<readonly T[]>;
  readonly item: (thing: T) => vscode.QuickPickItem;
  /** Said when there is nothing to choose from. */
  readonly none: string;
}

/** The thing that a tree or a program hands over by its id, else one that the person picks. Cancels if none is picked. */
export async function targetResource<T extends { readonly id: string }>(argument: unknown, wanted: Wanted<T>): Promise<T> {
  const id = idIn(argument);
  if (id === undefined) return pickOne(wanted);
  const found = (await wanted.all()).find(thing => thing.id === id);
  if (!found) throw new Error(`Deck does not know ${id} (any more). Refresh the view.`);
  return found;
}

async function pickOne<T>({ title, all, item, none }: Wanted<T>): Promise<T> {
  const offered = all().then(things => {
    if (things.length > 0) return things.map(thing => ({ thing, ...item(thing) }));
    void vscode.window.showInformationMessage(none);
    throw new vscode.CancellationError();
  });
  const picked = await vscode.window.showQuickPick(offered, { title, matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
  if (!picked) throw new vscode.CancellationError();
  return picked.thing;
}

/** Cancels unless the person presses the button that names the act. */
export async function confirm(question: string, detail: string, act: string): Promise<void> {
  const button = { title: act };
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (chosen !== button) throw new vscode.CancellationError();
}

/** Asks for one line of text. Cancels if the person leaves. */
export async function askLine(options: vscode.InputBoxOptions): Promise<string> {
  const text = await vscode.window.showInputBox({ ignoreFocusOut: true, ...options });
  if (text === undefined) throw new vscode.CancellationError();
  return text.trim();
}
