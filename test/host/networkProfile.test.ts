import assert from "node:assert/strict";
import * as vscode from "vscode";
import { connectProxy } from "../support/network/connectProxy.ts";
import { json, serving } from "../support/network/tinyServer.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { authorityFile, nowhere } from "./support/network.ts";
import { person } from "./support/person.ts";

const profileId = "behind-proxy";

describe("a profile behind its own proxy, with a private authority", () => {
  afterEach(async () => {
    const { app } = await extension();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("deck.profile.switch", { profile: "local" });
    await app.keys.forget(profileId);
    await vscode.workspace.getConfiguration("deck").update("profiles", undefined, vscode.ConfigurationTarget.Global);
  });

  it("is reached as soon as its password is kept by the command, and the report on it tells no secret", async () => {
    await using trust = await authorityFile();
    await using server = await serving({ certificate: await trust.signed({ name: "api.example.test" }) }, [json({ status: "ready" })]);
    await using proxy = await connectProxy({ port: server.port, authorization: `Basic ${Buffer.from("ada:proxy-secret").toString("base64")}` });
    const { app } = await extension();
    const profile = { id: profileId, name: "Behind", baseUrl: nowhere, network: { proxy: proxy.url, caFile: trust.file } };
    await vscode.workspace.getConfiguration("deck").update("profiles", [profile], vscode.ConfigurationTarget.Global);
    await app.keys.keep(profileId, "sk_live_behind");
    await vscode.commands.executeCommand("deck.profile.switch", { profile: profileId });
    const { client } = await app.connection.ensure();
    await assert.rejects(client.test(), { message: /the proxy wants a sign-in \(407\)\..*use the command Deck: Set Proxy Password\.$/ });

    const somebody = person({ type: "no colon" }, { type: "ada:proxy-secret" });
    await vscode.commands.executeCommand("deck.proxy.setPassword");
    somebody.done();
    assert.deepEqual(somebody.seen.map(({ kind, isMasked }) => [kind, isMasked]), [["input", true], ["problem", undefined]]);
    assert.equal((await client.test()).status, "ready");

    await vscode.commands.executeCommand("deck.connection.diagnose");
    // A report that is there already takes a moment to be read anew.
    const text = await eventually(() => {
      const shown = vscode.window.activeTextEditor?.document.getText() ?? "";
      assert.match(shown, /^# Connection of Behind\n\n\*\*The connection works, and the key is accepted\.\*\*/);
      return shown;
    });
    for (const secret of ["sk_live_behind", "ada", "proxy-secret"]) assert.ok(!text.includes(secret));
  });
});
