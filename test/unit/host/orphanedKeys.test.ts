import assert from "node:assert/strict";
import { removeOrphanedKeys } from "../../../src/host/orphanedKeys.ts";

const hourMs = 3_600_000;

describe("keys whose profiles are gone", () => {
  it("are deleted once the profile has been missing for a day", async () => {
    const { keyed, start } = setup("deck", "acme", "gone");
    await start(["deck", "acme"], 0);
    assert.deepEqual(keyed(), ["deck", "acme", "gone"]);
    await start(["deck", "acme"], 23 * hourMs);
    assert.deepEqual(keyed(), ["deck", "acme", "gone"]);
    await start(["deck", "acme"], 24 * hourMs);
    assert.deepEqual(keyed(), ["deck", "acme"]);
  });

  it("say what their tunnel leaves on the server", async () => {
    const { start } = setup("deck", "gone", "tunneled");
    assert.deepEqual(await start(["deck"], 0), []);
    assert.deepEqual(await start(["deck"], 24 * hourMs), [
      'The profile "tunneled" was taken out of the settings. Its server keeps the event destination evtd_1 for https://here.example, inactive: delete it in the Console. Remove Profile would have deleted it.',
    ]);
    assert.deepEqual(await start(["deck"], 25 * hourMs), []);
  });

  it("stay when the profile comes back, and the day counts anew when it goes again", async () => {
    const { keyed, start } = setup("acme");
    await start([], 0);
    await start(["acme"], 12 * hourMs);
    await start([], 25 * hourMs);
    assert.deepEqual(keyed(), ["acme"]);
    await start([], 49 * hourMs);
    assert.deepEqual(keyed(), []);
  });
});

/** What is kept between the starts of windows, in memory. */
function setup(...ids: string[]): { keyed: () => string[]; start: (named: string[], now: number) => Promise<string[]> } {
  const keys = new Set(ids);
  const kept = new Map<string, unknown>();
  const memory = {
    get: (name: string) => kept.get(name),
    update: async (name: string, value: unknown) => void kept.set(name, value),
  };
  const store = { known: async () => Array.from(keys), forget: async (id: string) => void keys.delete(id), tunnel: async (id: string) => (id === "tunneled" ? { url: "https://here.example", destinationId: "evtd_1" } : undefined) };
  return { keyed: () => Array.from(keys), start: (named, now) => removeOrphanedKeys(store, memory, { named, now }) };
}
