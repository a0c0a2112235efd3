import * as vscode from "vscode";
import { checkBaseUrl, type Profile } from "../../host/profile.ts";
import { profileIcon, profilePlace } from "../../host/profileLook.ts";

/** Cancels if none is picked. */
export async function pickProfile(profiles: readonly Profile[], title: string, placeHolder: string): Promise<Profile> {
  const items = profiles.map(profile => ({ ...profileItem(profile), profile }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (!picked) throw new vscode.CancellationError();
  return picked.profile;
}

/** What there is to know about a profile, and `more`. */
export function profileItem(profile: Profile, more: readonly string[] = []): vscode.QuickPickItem {
  const problem = profile.kind === "deck" ? checkBaseUrl(profile.baseUrl) : undefined;
  return {
    label: profile.name,
    iconPath: new vscode.ThemeIcon(profileIcon(profile)),
    description: [...(profile.isProduction ? ["production"] : []), ...more].join(" · "),
    detail: problem ?? profilePlace(profile),
  };
}
