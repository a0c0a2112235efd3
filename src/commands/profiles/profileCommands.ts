import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import type { Profile } from "../../host/profile.ts";
import { readProfileSettings } from "../../host/settings.ts";
import { command } from "../command.ts";
import { addProfile } from "./addProfile.ts";
import { profileItem } from "./pickProfile.ts";
import { removeProfile } from "./removeProfile.ts";
import { goTo, signIn } from "./signIn.ts";

export function registerProfileCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.switchProfile, "Switching the profile", argument => switchProfile(app, argument)),
    command(app, commandIds.addProfile, "Adding the profile", () => addProfile(app)),
    command(app, commandIds.editProfiles, "Opening the profiles", editProfiles),
    command(app, commandIds.removeProfile, "Removing the profile", () => removeProfile(app)),
  );
}

async function switchProfile(app: App, argument: unknown): Promise<void> {
  const id = profileIn(argument);
  if (id === undefined) return pickWhere(app);
  const profile = app.profiles.find(id);
  if (!profile) throw new Error(`There is no profile "${id}" any more. Add it again, or switch to another one.`);
  await enter(app, profile);
}

/** A profile without a key asks for it first; whoever leaves then stays where they are. */
async function enter(app: App, profile: Profile): Promise<void> {
  if (profile.kind === "local" || (await app.keys.get(profile.id))) await goTo(app, profile.id);
  else await signIn(app, profile);
}

interface Choice extends vscode.QuickPickItem {
  readonly act?: () => Promise<unknown>;
}

async function pickWhere(app: App): Promise<void> {
  const picked = await vscode.window.showQuickPick(choicesOf(app), {
    title: "Switch Profile",
    placeHolder: "Choose where this window works",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.act?.();
}

/** Where one can go at once comes before what wants a key first. */
async function choicesOf(app: App): Promise<Choice[]> {
  const [{ profile: current }, keyed] = await Promise.all([app.profiles.settle(), app.keys.keyed()]);
  const { all, problems } = app.profiles;
  const hasKey = ({ id, kind }: Profile): boolean => kind === "local" || keyed.includes(id);
  const choice = (profile: Profile): Choice => ({
    ...profileItem(profile, [...(profile.id === current.id ? ["this window"] : []), ...(hasKey(profile) ? [] : ["no key yet"])]),
    act: () => enter(app, profile),
  });
  return [
    ...[...all.filter(hasKey), ...all.filter(profile => !hasKey(profile))].map(choice),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    ...problems.map(problem => link("warning", problem, commandIds.editProfiles)),
    link("add", "Add Profile...", commandIds.addProfile),
    link("json", "Edit Profiles", commandIds.editProfiles),
  ];
}

function link(icon: string, label: string, commandId: string): Choice {
  return { label, iconPath: new vscode.ThemeIcon(icon), act: async () => vscode.commands.executeCommand(commandId) };
}

/** The settings file, at the profiles: the editor's form has no fields for a list of objects. */
async function editProfiles(): Promise<void> {
  const { entries } = readProfileSettings();
  const isEmpty = Array.isArray(entries) && entries.length === 0;
  // An empty list is written down, to be filled; into a list that is there nothing is typed unasked.
  const revealSetting = { key: "deck.profiles", edit: isEmpty };
  await vscode.commands.executeCommand("workbench.action.openApplicationSettingsJson", { revealSetting });
}

/** Buttons and other commands name a profile by its id. */
function profileIn(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "profile" in value && typeof value.profile === "string" ? value.profile : undefined;
}
