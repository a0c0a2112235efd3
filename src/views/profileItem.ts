import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import type { Profile } from "../host/profile.ts";
import { profileColourId, profileIcon, profilePlace, profileWords } from "../host/profileLook.ts";

const priority = 51;

/** Says in the status bar where the window is; a click goes elsewhere. */
export function registerProfileItem({ profiles }: App): vscode.Disposable {
  const item = statusItem("deck.profile", "Deck Profile", priority);
  // On its own, as a coloured name could not be read where the bar has a colour: while debugging, or in some themes.
  const mark = statusItem("deck.profileColour", "Deck Profile Colour", priority + 1);
  const show = (): void => {
    const { current } = profiles;
    if (current) showProfile(item, mark, current);
  };
  show();
  return vscode.Disposable.from(item, mark, profiles.onDidChange(show));
}

function statusItem(id: string, name: string, place: number): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, place);
  item.name = name;
  item.command = commandIds.switchProfile;
  return item;
}

function showProfile(item: vscode.StatusBarItem, mark: vscode.StatusBarItem, profile: Profile): void {
  item.text = `$(${profileIcon(profile)}) ${profileWords(profile)}`;
  item.tooltip = `Deck profile: ${profileWords(profile)}\n${profilePlace(profile)}\nClick to switch`;
  item.accessibilityInformation = { label: `Deck profile: ${profileWords(profile)}`, role: "button" };
  item.show();
  const colour = profileColourId(profile);
  if (!colour) return mark.hide();
  mark.text = "$(circle-filled)";
  mark.tooltip = item.tooltip;
  mark.accessibilityInformation = { label: `Colour of the Deck profile: ${profile.colour ?? ""}`, role: "button" };
  mark.color = new vscode.ThemeColor(colour);
  mark.show();
}
