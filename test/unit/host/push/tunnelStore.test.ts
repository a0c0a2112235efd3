import assert from "node:assert/strict";
import type { Tunnel } from "../../../../src/host/push/tunnelRoute.ts";
import { TunnelStore } from "../../../../src/host/push/tunnelStore.ts";
import { memorySecrets } from "./memorySecrets.ts";

const tunnel: Tunnel = { url: "https://localhost:1/deck", port: 4_000, path: "path", secret: "whsec_none" };
const told = { ...tunnel, destinationId: "evtd_1" };

describe("What is kept of a tunnel", () => {
  it("is completed with its destination while it is wanted", async () => {
    const store = new TunnelStore(memorySecrets());
    await store.keep("deck", tunnel);
    await store.keeperOf("deck").complete(told);
    assert.deepEqual(await store.get("deck"), told);
  });

  it("stays removed, whatever the server answers at that moment", async () => {
    const store = new TunnelStore(memorySecrets());
    await store.keep("deck", tunnel);
    const keeper = store.keeperOf("deck");
    await Promise.all([keeper.complete(told), store.remove("deck"), keeper.complete(told)]);
    assert.equal(await store.get("deck"), undefined);
    assert.equal(await keeper.isWanted(tunnel), false);
  });

  it("is of the new address once it was moved", async () => {
    const store = new TunnelStore(memorySecrets());
    const moved = { ...tunnel, url: "https://localhost:1/moved" };
    await store.keep("deck", moved);
    await store.keeperOf("deck").complete(told);
    assert.deepEqual(await store.get("deck"), moved);
  });
});
