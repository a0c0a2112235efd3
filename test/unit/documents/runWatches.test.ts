import assert from "node:assert/strict";
import { RunWatches } from "../../../src/documents/runWatches.ts";

function setup() {
  const events: string[] = [];
  const watches = new RunWatches((profile, run) => {
    events.push(`begin ${profile}/${run}`);
    return { dispose: () => void events.push(`end ${profile}/${run}`) };
  });
  return { events, watches };
}

describe("the watches of runs", () => {
  it("are one for each run, until its last document is out of sight", () => {
    const { events, watches } = setup();
    const [first, second, other] = [watches.hold("a", "1"), watches.hold("a", "1"), watches.hold("b", "1")];
    first.dispose();
    first.dispose();
    assert.deepEqual(events, ["begin a/1", "begin b/1"]);
    second.dispose();
    other.dispose();
    assert.deepEqual(events.slice(2), ["end a/1", "end b/1"]);
    watches.hold("a", "1");
    assert.deepEqual(events.slice(4), ["begin a/1"]);
  });

  it("all end with the files", () => {
    const { events, watches } = setup();
    watches.hold("a", "1");
    watches.hold("a", "2");
    watches.dispose();
    assert.deepEqual(events, ["begin a/1", "begin a/2", "end a/1", "end a/2"]);
  });
});
