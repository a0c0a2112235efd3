import assert from "node:assert/strict";
import { Catalog } from "../../../src/runs/catalog.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

const one = { id: "task_1", name: "One" };
const two = { id: "task_2", name: "Two" };

/** A catalog of a list that the test can change, and how often it was read. */
function setup(...items: Named[]) {
  const source = { items, reads: 0, signals: [] as (AbortSignal | undefined)[], error: undefined as Error | undefined };
  const catalog = new Catalog<Named>(async function* (signal) {
    source.reads += 1;
    source.signals.push(signal);
    yield* source.items;
    if (source.error) throw source.error;
  });
  return { source, catalog };
}

describe("Catalog", () => {
  it("knows nothing before it has looked", () => {
    const { catalog, source } = setup(one);
    assert.deepEqual([catalog.get("task_1"), catalog.get(null), catalog.get(undefined), source.reads], [undefined, undefined, undefined, 0]);
  });

  it("learns an id by reading the list, once for all of its members", async () => {
    const { catalog, source } = setup(one, two);
    assert.equal(await catalog.learn(["task_1"]), true);
    assert.equal(await catalog.learn(["task_2", "task_1"]), false);
    assert.deepEqual([catalog.get("task_1"), catalog.get("task_2"), source.reads], [one, two, 1]);
  });

  it("reads nothing for no ids", async () => {
    const { catalog, source } = setup(one);
    assert.equal(await catalog.learn([]), false);
    assert.equal(source.reads, 0);
  });

  it("reads again for an id that is new", async () => {
    const { catalog, source } = setup(one);
    await catalog.learn(["task_1"]);
    source.items.push(two);
    assert.equal(await catalog.learn(["task_1", "task_2"]), true);
    assert.deepEqual([catalog.get("task_2"), source.reads], [two, 2]);
  });

  it("does not look for ever for an id that is nowhere", async () => {
    const { catalog, source } = setup(one);
    assert.equal(await catalog.learn(["task_gone"]), true);
    assert.equal(await catalog.learn(["task_gone"]), false);
    assert.equal(source.reads, 1);
  });

  it("reads the list once for all who want to learn at the same time", async () => {
    const { catalog, source } = setup(one, two);
    await Promise.all([catalog.learn(["task_1"]), catalog.learn(["task_2"]), catalog.learn(["task_1", "task_2"])]);
    assert.deepEqual([catalog.get("task_1"), catalog.get("task_2"), source.reads], [one, two, 1]);
  });

  it("reads again, once, where the list that was being read does not say it", async () => {
    const { catalog, source } = setup(one);
    const first = catalog.learn(["task_1"]);
    const others = [catalog.learn(["task_2"]), catalog.learn(["task_2"])];
    await first;
    source.items.push(two);
    await Promise.all(others);
    assert.deepEqual([catalog.get("task_2"), source.reads], [two, 2]);
  });

  it("finds also what was nowhere once the list is read anew", async () => {
    const { catalog, source } = setup();
    await catalog.learn(["task_1"]);
    source.items.push(one);
    assert.deepEqual(await catalog.all(), [one]);
    assert.equal(catalog.get("task_1"), one);
  });

  it("forgets what the list does not hold any more", async () => {
    const { catalog, source } = setup(one, two);
    await catalog.all();
    source.items.pop();
    await catalog.all();
    assert.deepEqual([catalog.get("task_1"), catalog.get("task_2")], [one, undefined]);
  });

  it("keeps what it knows when reading fails, says so, and tries again", async () => {
    const { catalog, source } = setup(one);
    await catalog.all();
    source.error = new Error("no network");
    await assert.rejects(catalog.learn(["task_2"]), source.error);
    assert.equal(catalog.get("task_1"), one);
    source.error = undefined;
    source.items.push(two);
    assert.equal(await catalog.learn(["task_2"]), true);
    assert.equal(catalog.get("task_2"), two);
  });

  it("tells which of those it knew are others now, and which are gone", async () => {
    const { catalog, source } = setup(one, two);
    const told: unknown[] = [];
    catalog.onDidChange(change => told.push(change));
    await catalog.all();
    await catalog.all();
    assert.deepEqual(told, []);
    source.items.splice(0, 2, { ...one, name: "Uno" });
    await catalog.all();
    catalog.take({ ...one, name: "Eins" });
    catalog.take({ ...one, name: "Eins" });
    catalog.drop("task_1");
    catalog.drop("task_1");
    assert.deepEqual(told, [
      { changed: ["task_1"], gone: ["task_2"] },
      { changed: ["task_1"], gone: [] },
      { changed: [], gone: ["task_1"] },
    ]);
    assert.equal(catalog.get("task_1"), undefined);
  });

  it("passes on the wish to stop", async () => {
    const { catalog, source } = setup(one);
    const { signal } = new AbortController();
    await catalog.learn(["task_1"], signal);
    await catalog.all(signal);
    assert.deepEqual(source.signals, [signal, signal]);
  });
});
