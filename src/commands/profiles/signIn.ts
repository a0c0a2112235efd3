import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import { messageOf } from "../../base/errors.ts";
import type { App } from "../../host/app.ts";
import { type Profile, requireSafe } from "../../host/profile.ts";
import { profilePlace } from "../../host/profileLook.ts";
import { deckProfileId } from "../../host/profileSettings.ts";

/** Asks for the profile's key, keeps it, and goes there. */
export async function signIn(app: App, profile: Profile): Promise<void> {
  requireSafe(profile);
  await app.keys.keep(profile.id, await askKey(app, profile));
  await goTo(app, profile.id);
}

/** Storing and choosing wake the window too; whoever asked for it must not wait for the news to come round. */
export async function goTo(app: App, profileId: string): Promise<void> {
  await app.profiles.choose(profileId);
  await app.connection.follow();
}

/** Asks until a key is accepted, or the person gives up. A key that was refused is not kept anywhere. */
function askKey(app: App, profile: Profile): Promise<string> {
  const input = vscode.window.createInputBox();
  input.title = profile.id === deckProfileId ? "Use a Deck API Key" : `Use a Deck API Key: ${profile.name}`;
  input.prompt = `It is checked with ${profilePlace(profile)} and kept in the editor's secret storage.`;
  input.placeholder = "sk_live_…";
  input.password = true;
  input.ignoreFocusOut = true;
  return new Promise<string>((resolve, reject) => {
    input.onDidChangeValue(() => (input.validationMessage = undefined));
    input.onDidHide(() => reject(new vscode.CancellationError()));
    input.onDidAccept(async () => {
      input.enabled = false;
      input.busy = true;
      input.validationMessage = await problemOf(app, profile, input.value.trim());
      input.busy = false;
      input.enabled = true;
      if (!input.validationMessage) resolve(input.value.trim());
    });
    input.show();
  }).finally(() => input.dispose());
}

async function problemOf(app: App, profile: Profile, key: string): Promise<string | undefined> {
  if (key === "") return "Enter the key, or press Escape to leave.";
  if (!/^[\x21-\x7e]+$/.test(key)) return "A key has no blanks and no special characters. Copy it again.";
  try {
    await (await app.connect(profile, key)).test();
    return undefined;
  } catch (error) {
    return hasFailed(error, "unauthorized") ? "Deck refused this key. Check that it is complete and not revoked." : messageOf(error);
  }
}
