import * as vscode from "vscode";
import type { TestSurface } from "../../../src/extension.ts";
import { testDeck, type TestDeck } from "./deck.ts";
import { extension } from "./extension.ts";

export interface TwoProfiles extends TestSurface {
  /** Of the profile "acme", which is marked production. */
  readonly acme: TestDeck;
  readonly beta: TestDeck;
  close(): Promise<void>;
}

/** The extension with two profiles, each with a server and a key of its own; the window is at neither yet. */
export async function twoProfiles(): Promise<TwoProfiles> {
  const surface = await extension();
  const { keys } = surface.app;
  const acme = await testDeck();
  const beta = await testDeck();
  await writeProfiles({ id: "acme", name: "Acme", baseUrl: acme.url, production: true, colour: "red" }, { id: "beta", name: "Beta", baseUrl: beta.url });
  await keys.keep("acme", acme.key);
  await keys.keep("beta", beta.key);
  return {
    ...surface,
    acme,
    beta,
    async close() {
      await goTo("local");
      for (const id of await keys.known()) await keys.forget(id);
      await writeProfiles();
      await acme.close();
      await beta.close();
    },
  };
}

export function goTo(profile: string): Thenable<unknown> {
  return vscode.commands.executeCommand("deck.profile.switch", { profile });
}

/** As another window would. */
export function writeProfiles(...profiles: object[]): Thenable<void> {
  return writeRawProfiles(profiles.length > 0 ? profiles : undefined);
}

export function writeRawProfiles(value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration("deck").update("profiles", value, vscode.ConfigurationTarget.Global);
}
