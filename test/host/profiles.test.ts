import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { App } from "../../src/host/app.ts";
import type { RunsView } from "../../src/views/runsView.ts";
import type { TestDeck } from "./support/deck.ts";
import { eventually } from "./support/eventually.ts";
import { person, type Act, type Seen } from "./support/person.ts";
import { treeText } from "./support/treeText.ts";
import { goTo, twoProfiles, type TwoProfiles, writeProfiles, writeRawProfiles } from "./support/twoProfiles.ts";

describe("profiles", () => {
  let two: TwoProfiles;
  let acme: TestDeck;
  let beta: TestDeck;
  let app: App;
  let view: RunsView;

  beforeEach(async () => {
    two = await twoProfiles();
    ({ acme, beta, app, view } = two);
    await acme.run(await acme.task("Of Acme", [{ step: "complete" }]));
    await beta.run(await beta.task("Of Beta", [{ step: "complete" }]));
  });
  afterEach(() => two.close());

  const message = (): string => view.message();
  const tree = (): Promise<string> => treeText(view.tree);
  const here = (): string | undefined => app.connection.session?.profile.id;

  it("are switched, each with its own runs and key", async () => {
    await goTo("acme");
    await eventually(async () => assert.match(await tree(), /Of Acme/));
    assert.equal(app.connection.session?.profile.isProduction, true);
    await goTo("beta");
    await eventually(async () => assert.match(await tree(), /Of Beta/));
    assert.doesNotMatch(await tree(), /Of Acme/);
    await goTo("local");
    assert.equal(here(), "local");
    assert.deepEqual([await app.keys.get("acme"), await app.keys.get("beta")], [acme.key, beta.key]);
  });

  it("are picked from a list that tells production, where one is, and which have no key", async () => {
    await app.keys.remove("beta");
    await goTo("acme");
    const real = vscode.window.showQuickPick;
    let shown: string[] = [];
    Object.assign(vscode.window, {
      showQuickPick: async (items: Promise<vscode.QuickPickItem[]>) => {
        shown = (await items).map(({ label, description, detail }) => [label, description, detail].filter(Boolean).join(" | "));
      },
    });
    await vscode.commands.executeCommand("deck.profile.switch");
    Object.assign(vscode.window, { showQuickPick: real });
    assert.deepEqual(shown.map(line => line.replace(/:\d+/, ":PORT")), [
      "Acme | production · this window | 127.0.0.1:PORT, on this machine",
      "Local Deck | A sandbox on this machine",
      "Deck | no key yet | 127.0.0.1:PORT, on this machine",
      "Beta | no key yet | 127.0.0.1:PORT, on this machine",
      "",
      "Add Profile...",
      "Edit Profiles",
    ]);
  });

  it("ask for the key where there is none yet, and stay where one is if that is not given", async () => {
    await goTo("acme");
    await app.keys.remove("beta");
    await seenBy(["leave"], () => goTo("beta"));
    assert.equal(here(), "acme");
    await seenBy([{ type: beta.key }], () => goTo("beta"));
    assert.equal(here(), "beta");
    assert.equal(await app.keys.get("beta"), beta.key);
  });

  it("say so when the one to go to is gone", async () => {
    const seen = await seenBy([], () => goTo("gone"));
    assert.deepEqual(seen.map(({ text }) => text), [
      'Switching the profile failed. There is no profile "gone" any more. Add it again, or switch to another one.',
    ]);
  });

  it("keep their key when they are renamed, and show the new name", async () => {
    await goTo("beta");
    await writeProfiles({ id: "beta", name: "Beta staging", baseUrl: beta.url, colour: "green" });
    await eventually(() => assert.equal(app.connection.session?.profile.name, "Beta staging"));
    await eventually(async () => assert.match(await tree(), /Of Beta/));
    assert.equal(app.profiles.name("beta"), "Beta staging");
  });

  it("follow an address that was changed in another window", async () => {
    await goTo("beta");
    await writeProfiles({ id: "beta", name: "Beta", baseUrl: acme.url });
    await app.keys.keep("beta", acme.key);
    await eventually(async () => assert.match(await tree(), /Of Acme/));
  });

  it("are left for Local Deck, never for another one, when the key is removed in another window; and come back with it", async () => {
    await goTo("acme");
    await app.keys.remove("acme");
    await eventually(() => assert.equal(here(), "local"));
    await eventually(() => assert.match(message(), /^The key of Acme was removed, so this window shows Local Deck\./));
    await app.keys.keep("acme", acme.key);
    await eventually(() => assert.equal(here(), "acme"));
    await eventually(() => assert.equal(message(), ""));
  });

  it("are left for Local Deck when they are removed in another window, and the view says so", async () => {
    await goTo("beta");
    await writeProfiles({ id: "acme", name: "Acme", baseUrl: acme.url });
    await eventually(() => assert.equal(here(), "local"));
    await eventually(() => assert.match(message(), /^The profile Beta was removed, so this window shows Local Deck\./));
    await goTo("acme");
    await eventually(() => assert.equal(message(), ""));
  });

  it("take a key that was replaced in another window", async () => {
    await goTo("beta");
    await app.keys.keep("beta", "sk_live_revoked");
    await eventually(() => assert.equal(app.connection.state.kind, "refused"));
    await app.keys.keep("beta", beta.key);
    await eventually(() => assert.equal(here(), "beta"));
  });

  it("are signed out of alone", async () => {
    await goTo("acme");
    await vscode.commands.executeCommand("deck.key.signOut");
    assert.equal(here(), "local");
    assert.doesNotMatch(message(), /removed/, "nothing is to be explained to the one who did it");
    assert.deepEqual([await app.keys.get("acme"), await app.keys.get("beta")], [undefined, beta.key]);
  });

  it("are added with a name, a checked address, a mark and a key", async () => {
    const seen = await seenBy(
      [
        { type: " " },
        { type: "Acme" },
        { type: "Gamma live" },
        { type: "http://deck.example/v2" },
        { type: "https://ada:pw@deck.example/v2" },
        { type: `${beta.url}/` },
        { pick: "Production" },
        { type: beta.key },
      ],
      () => vscode.commands.executeCommand("deck.profile.add"),
    );
    assert.deepEqual(seen.filter(({ kind }) => kind === "problem").map(({ text }) => text), [
      "Enter a name, or press Escape to leave.",
      "There is a profile called Acme already.",
      "http://deck.example/v2 is not encrypted, so no key is sent there. Use an https address.",
      'An address with a user name or password is refused: they would be kept in plain settings. Leave out what stands before "@deck.example".',
    ]);
    assert.deepEqual(entries().at(-1), { id: "gamma-live", name: "Gamma live", baseUrl: beta.url, production: true, colour: "red" });
    assert.equal(here(), "gamma-live");
    assert.equal(await app.keys.get("gamma-live"), beta.key);
    assert.doesNotMatch(JSON.stringify(entries()), /sk_/);
  });

  it("are there without a key when the person leaves at the key", async () => {
    await seenBy([{ type: "Later" }, { type: beta.url }, { pick: "Development or testing" }, "leave"], () =>
      vscode.commands.executeCommand("deck.profile.add"),
    );
    assert.deepEqual(entries().at(-1), { id: "later", name: "Later", baseUrl: beta.url });
    assert.equal(await app.keys.get("later"), undefined);
  });

  it("do not take over the id of one whose key is still there", async () => {
    await app.keys.keep("delta", "sk_live_of_another_server");
    await seenBy([{ type: "Delta" }, { type: beta.url }, { pick: "Development or testing" }, "leave"], () =>
      vscode.commands.executeCommand("deck.profile.add"),
    );
    assert.equal(app.profiles.find("delta-2")?.name, "Delta");
  });

  it("are removed with their key, after asking", async () => {
    await goTo("beta");
    await app.keys.keepProxySignIn("beta", "ada:pw");
    const remove = (answer: Act): Promise<readonly Seen[]> =>
      seenBy([{ pick: "Beta" }, answer], () => vscode.commands.executeCommand("deck.profile.remove"));
    assert.equal((await remove("leave")).at(-1)?.text, "Remove the profile Beta?");
    assert.equal(here(), "beta");
    await remove({ press: "Remove" });
    assert.equal(here(), "local");
    assert.deepEqual(entries().map(({ id }) => id), ["acme"]);
    assert.deepEqual([await app.keys.get("beta"), await app.keys.proxySignIn("beta")], [undefined, undefined]);
    assert.doesNotMatch(message(), /removed/);
  });

  it("are refused at an address that no key may be sent to", async () => {
    await writeProfiles({ id: "beta", name: "Beta", baseUrl: "http://deck.example/v2" });
    await goTo("beta");
    await eventually(() => assert.equal(app.connection.state.kind, "failed"));
    await eventually(() => assert.equal(message(), "Beta cannot be used. http://deck.example/v2 is not encrypted, so no key is sent there. Use an https address."));
  });

  it("are not hurt by an entry that is wrong, which the view tells", async () => {
    await goTo("beta");
    await writeProfiles({ id: "acme" }, { id: "beta", name: "Beta", baseUrl: beta.url });
    await eventually(() => assert.equal(message(), 'Entry 1 of the setting "deck.profiles" is not used: it has no "name".'));
    assert.equal(here(), "beta");
  });

  it("have the setting corrected before they are added to what is no list", async () => {
    await writeRawProfiles({ id: "beta" });
    const seen = await seenBy([], () => vscode.commands.executeCommand("deck.profile.add"));
    assert.deepEqual(seen.map(({ text }) => text), [
      'Adding the profile failed. The setting "deck.profiles" is no list. Correct it first: "Deck: Edit Profiles" opens it.',
    ]);
  });

  it("are edited in the settings file", async () => {
    await vscode.commands.executeCommand("deck.profile.edit");
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.fileName ?? "", /settings\.json$/));
    assert.equal(vscode.window.activeTextEditor?.document.isDirty, false, "something was typed into it");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

/** What the person saw while doing that. */
async function seenBy(acts: Act[], doing: () => Thenable<unknown>): Promise<readonly Seen[]> {
  const somebody = person(...acts);
  await doing();
  somebody.done();
  return somebody.seen;
}

function entries(): Record<string, unknown>[] {
  const value = vscode.workspace.getConfiguration("deck").get<Record<string, unknown>[]>("profiles", []);
  return JSON.parse(JSON.stringify(value));
}
