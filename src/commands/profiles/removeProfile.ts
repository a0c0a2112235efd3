import * as vscode from "vscode";
import { messageOf } from "../../base/errors.ts";
import type { App } from "../../host/app.ts";
import { localProfile, type Profile } from "../../host/profile.ts";
import { idOf } from "../../host/profileSettings.ts";
import type { Tunnel } from "../../host/push/tunnelRoute.ts";
import { logFailure } from "../../host/report.ts";
import { keepProfileEntries, readProfileSettings } from "../../host/settings.ts";
import { inView } from "../starting/pickTask.ts";
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
  const profile = await pickProfile(removable, "Remove Profile", "Choose the profile to remove");
  const { id } = profile;
  const tunnel = await app.push.tunnels.get(id);
  if (!(await agrees(profile, tunnel))) return;
  if (tunnel && !(await endTunnel(app, profile, tunnel))) return;
  if (app.profiles.current?.id === id) await goTo(app, localProfile.id);
  await app.keys.forget(id);
  app.ownRuns.forget(id);
  app.lens.setFilter(id, {});
  await keepProfileEntries(entries.filter(entry => idOf(entry) !== id));
  await app.profiles.refresh();
}

/** While there is still a key to tell the server with. False if it could not be told and the person would rather wait. */
async function endTunnel(app: App, profile: Profile, { destinationId, url }: Tunnel): Promise<boolean> {
  if (destinationId === undefined) return true;
  try {
    await inView(() => tellServer(app, profile, destinationId));
    return true;
  } catch (error) {
    logFailure(app.log, `Removing the event destination ${destinationId}`, error);
    const anyway = "Remove Anyway";
    const detail = `${messageOf(error)} Its destination ${destinationId} would stay there, until somebody deletes it in the Console.`;
    return (await vscode.window.showWarningMessage(`${profile.name} could not be told to send no more events to ${url}.`, { modal: true, detail }, anyway)) === anyway;
  }
}

async function tellServer({ keys, connect }: App, profile: Profile, destinationId: string): Promise<void> {
  const key = await keys.get(profile.id);
  if (!key) throw new Error("There is no key for it on this machine.");
  const [client, { removeDestination }] = await Promise.all([connect(profile, key), import("../../host/push/loopbackRoute.ts")]);
  await removeDestination(client, destinationId);
}

async function agrees({ name }: Profile, tunnel: Tunnel | undefined): Promise<boolean> {
  const remove = "Remove";
  const server = tunnel ? `Its server sends no more events to ${tunnel.url}.` : "Nothing changes on the server.";
  const detail = `Its API key is deleted from this machine. ${server}`;
  return (await vscode.window.showWarningMessage(`Remove the profile ${name}?`, { modal: true, detail }, remove)) === remove;
}
