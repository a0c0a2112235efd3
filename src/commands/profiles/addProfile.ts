import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { checkBaseUrl, deckUrl } from "../../host/profile.ts";
import { idFor, tidyUrl } from "../../host/profileSettings.ts";
import { keepProfileEntries, readProfileSettings } from "../../host/settings.ts";
import { signIn } from "./signIn.ts";

const title = "Add Profile";

/** Name, address, mark; then it is there, and its key is asked for. Whoever leaves at the key can enter it later. */
export async function addProfile(app: App): Promise<void> {
  const entries = listed(readProfileSettings().entries);
  const name = await askName(app);
  const baseUrl = await askAddress();
  const isProduction = await askMark();
  // An id of which a key is still there would send it to the new address.
  const id = idFor(name, [...app.profiles.ids, ...(await app.keys.known())]);
  await keepProfileEntries([...entries, { id, name, baseUrl, ...(isProduction ? { production: true, colour: "red" } : {}) }]);
  await app.profiles.refresh();
  const profile = app.profiles.find(id);
  if (profile) await signIn(app, profile);
}

/** Writing over what is no list would lose it. */
function listed(entries: unknown): readonly unknown[] {
  if (entries === undefined || Array.isArray(entries)) return entries ?? [];
  throw new Error('The setting "deck.profiles" is no list. Correct it first: "Deck: Edit Profiles" opens it.');
}

async function askName({ profiles }: App): Promise<string> {
  const name = await vscode.window.showInputBox({
    title,
    prompt: "What the profile is called, such as the organisation and environment",
    placeHolder: "Acme staging",
    ignoreFocusOut: true,
    validateInput: text => problemOfName(text.trim(), profiles.all.map(({ name: taken }) => taken)),
  });
  return given(name).trim();
}

function problemOfName(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "Enter a name, or press Escape to leave.";
  return taken.includes(name) ? `There is a profile called ${name} already.` : undefined;
}

async function askAddress(): Promise<string> {
  const url = await vscode.window.showInputBox({
    title,
    prompt: "The address of the API, with its version",
    value: deckUrl,
    ignoreFocusOut: true,
    validateInput: text => checkBaseUrl(tidyUrl(text)),
  });
  return tidyUrl(given(url));
}

async function askMark(): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(
    [
      { label: "Development or testing", isProduction: false, iconPath: new vscode.ThemeIcon("cloud") },
      { label: "Production", detail: "Marked in red; starting a run asks first", isProduction: true, iconPath: new vscode.ThemeIcon("flame") },
    ],
    { title, placeHolder: "What it is used for", ignoreFocusOut: true },
  );
  return given(picked).isProduction;
}

function given<T>(answer: T | undefined): T {
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}
