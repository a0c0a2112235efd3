import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds, runsViewId } from "../../host/commandIds.ts";
import type { Profile } from "../../host/profile.ts";
import { command } from "../command.ts";
import { pickProfile } from "./pickProfile.ts";
import { signIn } from "./signIn.ts";

export function registerKeyCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.useKey, "Signing in", () => useKey(app)),
    command(app, commandIds.signOut, "Signing out", () => signOut(app)),
  );
}

async function useKey(app: App): Promise<void> {
  await signIn(app, await profileForKey(app));
  await vscode.commands.executeCommand(`${runsViewId}.focus`);
}

/** The current one; from Local Deck, which has no key to enter, the only other one or the one that the person picks. */
async function profileForKey({ profiles }: App): Promise<Profile> {
  const { profile } = await profiles.settle();
  if (profile.kind === "deck") return profile;
  const others = profiles.all.filter(({ kind }) => kind === "deck");
  const [only] = others;
  return only && others.length === 1 ? only : pickProfile(others, "Use a Deck API Key", "Choose the profile that the key is for");
}

async function signOut({ profiles, connection }: App): Promise<void> {
  const { profile } = await profiles.settle();
  if (profile.kind === "local") {
    void vscode.window.showInformationMessage("You are not signed in: the runs shown are those of Local Deck.");
    return;
  }
  await profiles.signOut(profile.id);
  await connection.follow();
}
