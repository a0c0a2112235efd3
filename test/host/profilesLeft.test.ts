import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./support/eventually.ts";
import { type Act, person } from "./support/person.ts";
import { goTo, twoProfiles, type TwoProfiles } from "./support/twoProfiles.ts";

describe("what began at a profile that the window has left", () => {
  let two: TwoProfiles;
  beforeEach(async () => {
    two = await twoProfiles();
  });
  afterEach(() => two.close());

  const here = (): string | undefined => two.app.connection.session?.profile.id;

  it("does not cast doubt on the key of the profile where the window is now", async () => {
    const { acme } = two;
    const run = await acme.run(await acme.task("Goes on", [{ step: "wait", ms: 3_600_000 }]));
    await goTo("acme");
    await acme.fault({ path: "/v2/task-runs/*/cancel", status: 401, delay_ms: 20_000 });
    const somebody = person({ press: "Cancel Run" }, { press: "Switch to Acme" });
    const canceling = vscode.commands.executeCommand("deck.runs.cancel", { id: run });
    await goTo("beta");
    const states: string[] = [];
    const listening = two.app.connection.onDidChange(({ kind }) => states.push(kind));
    await eventually(async () => {
      await acme.advance(20_000);
      assert.equal(here(), "acme");
    });
    await canceling;
    listening.dispose();
    somebody.done();
    assert.equal(somebody.seen.at(-1)?.text, "Canceling the run failed. The API key of Acme, where this began, was refused. Switch to that profile to enter a valid one.");
    assert.ok(!states.includes("refused"), states.join());
  });

  it("is counted on when the window comes back", async () => {
    await goTo("acme");
    const { client } = await two.app.connection.ensure();
    await client.createToken();
    await goTo("beta");
    await goTo("acme");
    const again = await two.app.connection.ensure();
    assert.notEqual(again.client, client);
    assert.equal(again.client.traffic().kinds.find(({ kind }) => kind === "POST /token")?.requests, 1);
  });
});

describe("removing a profile that receives events through a tunnel", () => {
  let two: TwoProfiles;
  beforeEach(async () => {
    two = await twoProfiles();
    await goTo("beta");
    const somebody = person({ type: "https://localhost:1/deck" }, "leave");
    await vscode.commands.executeCommand("deck.events.receive");
    await eventually(async () => assert.deepEqual(await destinations(), ["Task Runs for Deck, through a tunnel"]));
    await eventually(async () => assert.ok((await two.app.push.tunnels.get("beta"))?.destinationId));
    somebody.done();
  });
  afterEach(() => two.close());

  const destinations = async (): Promise<unknown[]> => {
    const { data } = await two.beta.get("/event-destinations");
    return Array.isArray(data) ? data.map(({ name }: { name: string }) => name) : [];
  };
  const remove = async (...acts: Act[]) => {
    const somebody = person({ pick: "Beta" }, ...acts);
    await vscode.commands.executeCommand("deck.profile.remove");
    somebody.done();
    return somebody.seen;
  };

  it("leaves no destination on the server", async () => {
    const seen = await remove({ press: "Remove" });
    assert.equal(seen.at(-1)?.detail, "Its API key is deleted from this machine. Its server sends no more events to https://localhost:1/deck.");
    assert.deepEqual(await destinations(), []);
    assert.deepEqual([two.app.profiles.find("beta"), await two.app.push.tunnels.get("beta")], [undefined, undefined]);
  });

  it("asks before it leaves one behind, where the server cannot be told", async () => {
    await two.beta.fault({ method: "DELETE", path: "/v2/event-destinations/*", status: 403, times: 2 });
    const seen = await remove({ press: "Remove" }, "leave");
    assert.equal(seen.at(-1)?.text, "Beta could not be told to send no more events to https://localhost:1/deck.");
    assert.match(seen.at(-1)?.detail ?? "", /^This API key may not do that[^]* Its destination evtd_\w+ would stay there/);
    assert.ok(two.app.profiles.find("beta"));
    await remove({ press: "Remove" }, { press: "Remove Anyway" });
    assert.equal(two.app.profiles.find("beta"), undefined);
  });
});
