import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestSurface } from "../../src/extension.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { person } from "./support/person.ts";
import { signedIn } from "./support/signedIn.ts";

describe("receiving events through a tunnel", function () {
  this.timeout(120_000);

  it("is set up with an https address, told with its local end, and ended again", async () => {
    const signed = await signedIn();
    const { app } = signed;
    const somebody = person({ type: "http://tunnel.example.com" }, { type: "https://localhost:1/deck/" }, { press: "Copy Local Address" });
    await vscode.commands.executeCommand("deck.events.receive");
    const tunnel = await app.push.tunnels.get("deck");
    assert.ok(tunnel);
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), `http://127.0.0.1:${tunnel.port}`));
    somebody.done();
    assert.deepEqual(somebody.seen.map(({ kind, text }) => [kind, text.split(",", 1)[0]]), [
      ["input", `Receive Events Through a Tunnel: Let your tunnel end at http://127.0.0.1:${tunnel.port}`],
      ["problem", "Only an https address will do: otherwise anybody on the way could read the events."],
      ["message", `Deck sends its events to https://localhost:1/deck from now on; let the tunnel bring them to http://127.0.0.1:${tunnel.port}. Until the first one arrives`],
    ]);
    await eventually(async () => assert.deepEqual(await urls(app), [`https://localhost:1/deck/${tunnel.path}`]));
    assert.equal((await fetch(`http://127.0.0.1:${tunnel.port}/deck/${tunnel.path}`)).status, 204);
    assert.match(app.push.describe(), new RegExp(`through a tunnel, at port ${tunnel.port} of this machine, but that is not sure to work`));

    const ending = person();
    await vscode.commands.executeCommand("deck.events.stop");
    ending.done();
    assert.deepEqual(ending.seen.map(({ text }) => text), ["Deck sends no more events to https://localhost:1/deck. The tunnel itself can be closed."]);
    await eventually(async () => assert.ok((await urls(app)).every(url => url.startsWith("http://127.0.0.1:"))));
    assert.equal(await app.push.tunnels.get("deck"), undefined);
    await signed.close();
  });

  it("keeps its port when the address changes, and leaves no destination at the old one", async () => {
    const signed = await signedIn();
    const { app } = signed;
    const ports: (number | undefined)[] = [];
    for (const url of ["https://localhost:1/one", "https://localhost:1/two"]) {
      const somebody = person({ type: url }, "leave");
      await vscode.commands.executeCommand("deck.events.receive");
      await eventually(async () => assert.deepEqual((await urls(app)).map(each => each.replace(/\/[\w-]{32}$/, "")), [url]));
      ports.push((await app.push.tunnels.get("deck"))?.port);
      somebody.done();
    }
    assert.equal(ports[0], ports[1]);
    const ending = person();
    await vscode.commands.executeCommand("deck.events.stop");
    ending.done();
    await signed.close();
  });

  it("is not needed for Local Deck", async () => {
    const { app } = await extension();
    await app.connection.ensure();
    const somebody = person();
    await vscode.commands.executeCommand("deck.events.receive");
    somebody.done();
    assert.match(somebody.seen[0]?.text ?? "", /^Local Deck tells of changes without a tunnel\./);
  });
});

async function urls(app: TestSurface["app"]): Promise<string[]> {
  const all: string[] = [];
  for await (const { webhook } of (await app.connection.ensure()).client.destinations.list()) all.push(webhook?.url ?? "");
  return all;
}
