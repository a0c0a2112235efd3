import assert from "node:assert/strict";
import { DraftMemory } from "../../../src/host/draftMemory.ts";
import type { StoredDraft } from "../../../src/host/storedDrafts.ts";

const draft: StoredDraft = {
  path: "/deck-input-1/Weather.json",
  profile: "local",
  task: { id: "task_1", name: "Weather", input_schema: { type: "object" } },
  place: { source_id: "src_1" },
  files: [["deck-file:1/a.csv", "file:///a.csv"]],
  vaulted: ["card"],
  text: "{}",
  cut: [],
  isPartial: false,
};
const dayMs = 24 * 60 * 60 * 1_000;

function setup() {
  const kept = new Map<string, string>();
  const failures: unknown[] = [];
  let now = 0;
  let isBroken = false;
  const check = (): void => {
    if (isBroken) throw new Error("no keyring");
  };
  const secrets = {
    keys: async () => [...kept.keys()],
    get: async (name: string) => (check(), kept.get(name)),
    store: async (name: string, text: string) => (check(), void kept.set(name, text)),
    delete: async (name: string) => void kept.delete(name),
  };
  const window = () => {
    const memory = new Map<string, unknown>();
    const here = { get: <T>(name: string, other?: T) => memory.get(name) ?? other, update: async (name: string, value: unknown) => void memory.set(name, value) };
    const open = () => new DraftMemory({ secrets, here, tellBroken: error => failures.push(error), now: () => now });
    return { open };
  };
  return { kept, failures, window, pass: (ms: number) => (now += ms), breakStorage: () => (isBroken = true) };
}

/** All that was asked of the memory is done by then. */
async function settled(): Promise<void> {
  await new Promise(setImmediate);
  await import("../../../src/host/storedDrafts.ts");
  await new Promise(setImmediate);
}

describe("the memory of open inputs", () => {
  it("gives the window that is reloaded what it had, and no other", async () => {
    const { window } = setup();
    const [here, elsewhere] = [window(), window()];
    here.open().keep(() => [draft]);
    await settled();
    assert.deepEqual(await here.open().read(), [draft]);
    assert.deepEqual(await elsewhere.open().read(), []);
  });

  it("keeps nothing once no input is open", async () => {
    const { window, kept } = setup();
    const memory = window().open();
    memory.keep(() => [draft]);
    await settled();
    memory.keep(() => []);
    await settled();
    assert.equal(kept.size, 0);
  });

  it("forgets after a month what a window left that never came back", async () => {
    const { window, kept, pass } = setup();
    window().open().keep(() => [draft]);
    await settled();
    pass(29 * dayMs);
    window().open().keep(() => [draft]);
    await settled();
    assert.equal(kept.size, 2);
    pass(2 * dayMs);
    window().open().keep(() => [draft]);
    await settled();
    assert.equal(kept.size, 2);
  });

  it("goes on without a secret storage, and says so", async () => {
    const { window, failures, breakStorage } = setup();
    breakStorage();
    const memory = window().open();
    memory.keep(() => [draft]);
    await settled();
    assert.match(String(failures), /no keyring/);
    assert.deepEqual(await memory.read(), []);
  });
});
