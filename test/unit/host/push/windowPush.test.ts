import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { Emitter } from "../../../../src/base/events.ts";
import type { ConnectionState } from "../../../../src/host/connection.ts";
import { TunnelStore } from "../../../../src/host/push/tunnelStore.ts";
import { WindowPush } from "../../../../src/host/push/windowPush.ts";
import { Session } from "../../../../src/host/session.ts";
import { startLocalDeck } from "../../../../src/local/localDeck.ts";
import { Attention } from "../../../../src/runs/feed/attention.ts";
import { eventually } from "../../../host/support/eventually.ts";
import { listening } from "../../../support/network/listening.ts";
import { temporaryFolder } from "../../../support/process/temporaryFolder.ts";
import { memorySecrets } from "./memorySecrets.ts";
import { clientOf, destinationsOf } from "./pushSetup.ts";

type Place = { readonly url: string; readonly key: string };

describe("The push of a window", function () {
  this.timeout(60_000);

  /** A window that is at no server yet. */
  async function setup() {
    const folder = await temporaryFolder("window-push");
    const changed = new Emitter<ConnectionState>();
    const connection: { readonly onDidChange: typeof changed.event; session: Session | undefined } = { onDidChange: changed.event, session: undefined };
    const lines: string[] = [];
    const push = new WindowPush({
      connection,
      tunnels: new TunnelStore(memorySecrets()),
      isAutomatic: () => true,
      onDidChangeAutomatic: new Emitter<void>().event,
      log: line => lines.push(line),
    });
    const leave = (): void => {
      connection.session?.dispose();
      connection.session = undefined;
      changed.fire({ kind: "closed" });
    };
    const goTo = ({ url, key }: Place): Session => {
      leave();
      const profile = { id: url, name: "Tests", kind: "deck", baseUrl: url } as const;
      const ignore = (): void => undefined;
      const sharing = { storage: folder.path, log: ignore, warn: ignore };
      const session = new Session({ profile, key, client: clientOf({ url, key }), attention: new Attention(), sharing });
      connection.session = session;
      changed.fire({ kind: "open", session });
      return session;
    };
    const deck = () => startLocalDeck({ data: join(folder.path, "deck") });
    const close = async (): Promise<void> => {
      const closing = push.close();
      leave();
      await closing;
      await folder.close();
    };
    return { push, lines, deck, goTo, [Symbol.asyncDispose]: close };
  }

  it("ends at the server that is left, and goes on at once where the window is, whether or not one between them answers", async () => {
    await using silent = await listening(createServer());
    await using window = await setup();
    const deck = await window.deck();
    window.goTo(deck);
    await eventually(() => assert.equal(window.push.isHealthy, true));
    window.goTo({ url: `http://127.0.0.1:${silent.port}/v2`, key: deck.key });
    assert.equal(window.push.isHealthy, false);
    await eventually(async () => assert.deepEqual(await destinationsOf(clientOf(deck)), []));
    window.goTo(deck);
    await eventually(() => assert.equal(window.push.isHealthy, true));
    await window.push.close();
    assert.deepEqual(await destinationsOf(clientOf(deck)), []);
    await deck.close();
  });

  it("begins when the server answers that did not at first", async () => {
    await using window = await setup();
    const deck = await window.deck();
    const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
    const body = JSON.stringify({ path: "/v2/test", status: 403, times: 1 });
    assert.ok((await fetch(deck.url.replace("/v2", "/control/faults"), { method: "POST", headers, body })).ok);
    const session = window.goTo(deck);
    await eventually(() => assert.match(window.lines.join("\n"), /^Listening for changes failed\. /));
    await session.feed.refresh();
    await eventually(() => assert.equal(window.push.isHealthy, true));
    await window.push.close();
    await deck.close();
  });
});
