import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { compareStatuses } from "../../../../src/runs/status.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";
import { at, sampleRun } from "../sampleRun.ts";

/** The same numbers for the same seed, so that what fails once fails again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const statuses = ["queued", "running", "completed", "failed", "asleep"];

function randomRun(below: (limit: number) => number): RunSummary {
  const created = below(8);
  return sampleRun(`trun_${below(40)}`, {
    status: statuses[below(statuses.length)] ?? "queued",
    created_at: at(created),
    updated_at: at(created + below(8)),
    runtime_ms: below(2),
  });
}

/** What the store shows, in the plainest way: all runs sorted anew each time. */
function shownBy(model: ReadonlyMap<string, RunSummary>): [string, RunSummary[]][] {
  const sorted = [...model.values()].toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || (a.id < b.id ? 1 : -1));
  const present = [...new Set(sorted.map(run => run.status))].toSorted(compareStatuses);
  return present.map(status => [status, sorted.filter(run => run.status === status)]);
}

function applied(model: ReadonlyMap<string, RunSummary>, runs: readonly RunSummary[]): Map<string, RunSummary> {
  const next = new Map(model);
  for (const run of runs) {
    const known = next.get(run.id);
    const isBack = known?.updated_at === run.updated_at && ["completed", "failed"].includes(known.status) && ["queued", "running"].includes(run.status);
    if (!known || (run.updated_at >= known.updated_at && !isBack)) next.set(run.id, run);
  }
  return next;
}

describe("RunStore, against a naive model", () => {
  for (const seed of [1, 2, 3]) {
    it(`shows the same after each of 1,000 random steps, and tells of every difference (seed ${seed})`, () => {
      const below = numbers(seed);
      const store = new RunStore();
      let model: ReadonlyMap<string, RunSummary> = new Map();
      const told = new Set<string>();
      let fired = 0;
      store.onDidChange(({ changed }) => {
        fired += 1;
        for (const id of changed) told.add(id);
      });
      for (let step = 0; step < 1_000; step++) {
        const before = model;
        told.clear();
        fired = 0;
        if (below(10) === 0) {
          const ids = [`trun_${below(40)}`, `trun_${below(40)}`];
          store.forget(ids);
          model = new Map([...model].filter(([id]) => !ids.includes(id)));
        } else {
          const runs = Array.from({ length: below(6) }, () => randomRun(below));
          store.apply(runs);
          model = applied(model, runs);
        }
        const shown = store.statuses().map(status => [status, [...store.ofStatus(status)]]);
        assert.deepEqual(shown, shownBy(model), `step ${step}`);
        assert.equal(store.size, model.size);
        const different = new Set([...before.keys(), ...model.keys()].filter(id => !isDeepStrictEqual(before.get(id), model.get(id))));
        assert.deepEqual([...different].filter(id => !told.has(id)), [], `step ${step}`);
        assert.ok(fired <= 1);
      }
    });
  }
});
