import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { localProfile } from "../host/profile.ts";
import { idOf } from "../host/profileSettings.ts";
import { keepProfileEntries, readProfileSettings } from "../host/settings.ts";
import { pickProfile } from "./pickProfile.ts";
import { goTo } from "./signIn.ts";

/** The key first: if anything fails after it, no key is left behind without its profile. */
export async function removeProfile(app: App): Promise<void> {
  const value = readProfileSettings().entries;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const removable = app.profiles.all.filter(({ id }) => entries.some(entry => idOf(entry) === id));
  if (removable.length === 0) {
    void vscode.window.showInformationMessage("There is no profile to remove: Deck and Local Deck are always there.");
    return;
  }
  const { id, name } = await pickProfile(removable, "Remove Profile", "Choose the profile to remove");
  if (!(await agrees(name))) return;
  if (app.profiles.current?.id === id) await goTo(app, localProfile.id);
  await app.keys.forget(id);
  await keepProfileEntries(entries.filter(entry => idOf(entry) !== id));
  await app.profiles.refresh();
}

async function agrees(name: string): Promise<boolean> {
  const remove = "Remove";
  const detail = "Its API key is deleted from this machine. Nothing changes on the server.";
  return (await vscode.window.showWarningMessage(`Remove the profile ${name}?`, { modal: true, detail }, remove)) === remove;
}
