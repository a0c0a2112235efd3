import assert from "node:assert/strict";
import { Lifetime } from "../../../src/base/lifetime.ts";

function setup() {
  const lifetime = new Lifetime();
  const ended: string[] = [];
  const thing = (name: string) => ({ name, dispose: () => void ended.push(name) });
  return { lifetime, ended, thing };
}

describe("Lifetime", () => {
  it("ends what it owns, the newest first", () => {
    const { lifetime, ended, thing } = setup();
    for (const name of ["a", "b", "c"]) lifetime.own(thing(name));
    assert.deepEqual(ended, []);
    lifetime.dispose();
    assert.deepEqual(ended, ["c", "b", "a"]);
  });

  it("returns what it takes over", () => {
    const { lifetime, thing } = setup();
    const owned = thing("a");
    assert.equal(lifetime.own(owned), owned);
  });

  it("ends everything only once", () => {
    const { lifetime, ended, thing } = setup();
    lifetime.own(thing("a"));
    lifetime.dispose();
    lifetime.dispose();
    assert.deepEqual(ended, ["a"]);
  });

  it("ends at once what comes too late", () => {
    const { lifetime, ended, thing } = setup();
    lifetime.dispose();
    const late = lifetime.own(thing("late"));
    assert.equal(late.name, "late");
    assert.deepEqual(ended, ["late"]);
  });

  it("ends also what is handed over while it ends", () => {
    const { lifetime, ended, thing } = setup();
    lifetime.own(thing("a"));
    lifetime.own({ dispose: () => void lifetime.own(thing("late")) });
    lifetime.dispose();
    assert.deepEqual(ended, ["late", "a"]);
  });
});
