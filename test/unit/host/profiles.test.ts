import assert from "node:assert/strict";
import { Emitter } from "../../../src/base/events.ts";
import { Profiles } from "../../../src/host/profiles.ts";
import type { ProfileSettings } from "../../../src/host/profileSettings.ts";
import { turn } from "../../support/turn.ts";

describe("where a window is", () => {
  it("is Local Deck as long as there is no key", async () => {
    const { profiles } = machine().window();
    assert.equal((await profiles.settle()).profile.id, "local");
    assert.equal(profiles.current?.id, "local");
  });

  it("is the first profile with a key, where nothing was chosen yet", async () => {
    const { open } = machine({ acme: "a", beta: "b" });
    assert.deepEqual(await open(), { id: "acme", key: "a" });
  });

  it("is the first profile that gets a key, be it from another window", async () => {
    const { window, keys } = machine();
    const { profiles } = window();
    await profiles.refresh();
    keys.set("beta", "b");
    await turn();
    assert.equal(profiles.current?.id, "beta");
  });

  it("is what was chosen last, in a window that is new", async () => {
    const { window, open } = machine({ acme: "a", beta: "b" });
    await window().profiles.choose("beta");
    assert.deepEqual(await open(), { id: "beta", key: "b" });
    await window().profiles.choose("local");
    assert.deepEqual(await open(), { id: "local", key: undefined });
  });

  it("stays what it was, also after a reload, whatever is chosen in others", async () => {
    const { window, open } = machine({ acme: "a", beta: "b" });
    const first = window();
    await first.profiles.settle();
    await window().profiles.choose("beta");
    await first.profiles.refresh();
    assert.equal(first.profiles.current?.id, "acme");
    assert.deepEqual(await open(first.memory), { id: "acme", key: "a" });
  });

  it("is Local Deck, and no other profile, where what was chosen has lost its key or is gone", async () => {
    const { window, keys, open, write } = machine({ acme: "a", beta: "b" });
    await window().profiles.choose("beta");
    keys.set("beta", undefined);
    assert.deepEqual(await open(), { id: "local", key: undefined });
    keys.set("beta", "b");
    write("acme");
    assert.deepEqual(await open(), { id: "local", key: undefined });
  });

  it("is told again when a profile is lost, and not when the person left it", async () => {
    const { window, keys } = machine({ acme: "a", beta: "b" });
    const { profiles } = window();
    await profiles.choose("acme");
    await profiles.signOut("acme");
    assert.deepEqual([profiles.current?.id, profiles.note], ["local", ""]);
    await profiles.choose("beta");
    keys.set("beta", undefined);
    await turn();
    assert.equal(profiles.note, "The key of Beta was removed, so this window shows Local Deck.");
    const notes: string[] = [];
    profiles.onDidChange(() => notes.push(profiles.note));
    await profiles.choose("local");
    assert.deepEqual(notes, [""]);
  });

  it("is what the keys say last, though an older answer comes later", async () => {
    const { window, keys } = machine({ acme: "a" });
    const { profiles } = window();
    const releases = keys.hold();
    const all = [profiles.refresh(), profiles.refresh()];
    await turn();
    keys.set("acme", undefined);
    for (const release of releases.toReversed()) release();
    keys.letGo();
    await Promise.all(all);
    await turn();
    assert.equal(profiles.current?.id, "local");
  });
});

type Memory = ReturnType<typeof memory>;

/** A machine with the profiles Acme and Beta, on which windows open. */
function machine(stored: Readonly<Record<string, string>> = {}): {
  readonly keys: ReturnType<typeof secrets>;
  readonly write: (...ids: string[]) => void;
  readonly window: (here?: Memory) => { readonly profiles: Profiles; readonly memory: Memory };
  readonly open: (here?: Memory) => Promise<{ id: string; key: string | undefined }>;
} {
  const keys = secrets(stored);
  const everywhere = memory();
  const names: Readonly<Record<string, string>> = { acme: "Acme", beta: "Beta" };
  const settings = (ids: readonly string[]): ProfileSettings => ({
    entries: ids.map(id => ({ id, name: names[id] })),
    baseUrl: "https://api.deck.co/v2",
  });
  let now = settings(Object.keys(names));
  const changed = new Emitter<void>();
  const window = (here = memory()): { profiles: Profiles; memory: Memory } => ({
    profiles: new Profiles({ keys, settings: () => now, onDidChangeSettings: changed.event, here, everywhere }),
    memory: here,
  });
  return {
    keys,
    write(...ids) {
      now = settings(ids);
      changed.fire();
    },
    window,
    async open(here) {
      const { profile, key } = await window(here).profiles.settle();
      return { id: profile.id, key };
    },
  };
}

function memory(): { get: (name: string) => unknown; update: (name: string, value: string | undefined) => Promise<void> } {
  const values = new Map<string, string | undefined>();
  return { get: name => values.get(name), update: async (name, value) => void values.set(name, value) };
}

/** The keys of all windows; `hold` makes answers wait, with what they say fixed when they were asked for. */
function secrets(stored: Readonly<Record<string, string>>) {
  const values = new Map<string, string | undefined>(Object.entries(stored));
  const changed = new Emitter<void>();
  let held: (() => void)[] | undefined;
  return {
    get: async (id: string): Promise<string | undefined> => {
      const value = values.get(id);
      const waiting = held;
      if (waiting) await new Promise<void>(resolve => void waiting.push(resolve));
      return value;
    },
    remove: async (id: string): Promise<void> => {
      values.delete(id);
      changed.fire();
    },
    onDidChange: changed.event,
    set(id: string, value: string | undefined): void {
      values.set(id, value);
      changed.fire();
    },
    hold: (): (() => void)[] => (held = []),
    letGo: (): void => (held = undefined),
  };
}
