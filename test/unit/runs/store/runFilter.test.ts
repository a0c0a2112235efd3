import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { localMidnight } from "../../../../src/runs/store/days.ts";
import {
  activeFacets, canBeAsked, isSameFilter, matcherOf, movesOn, namesIds, questionOf, type RunFilter, type RunsQuestion, withFacet,
} from "../../../../src/runs/store/runFilter.ts";
import { sampleRun } from "../sampleRun.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const minuteMs = 60_000;
const ago = (minutes: number): string => new Date(now - minutes * minuteMs).toISOString();
const midnight = localMidnight("2026-11-03") ?? 0;

describe("what matches a filter", () => {
  const cases: [title: string, filter: RunFilter, run: Partial<RunSummary>, isMatch: boolean][] = [
    ["everything, where nothing is asked for", {}, {}, true],
    ["everything, where a facet has no values", { status: [] }, {}, true],
    ["one of several statuses", { status: ["failed", "queued"] }, { status: "queued" }, true],
    ["not another status", { status: ["failed"] }, { status: "queued" }, false],
    ["a status that nobody knows", { status: ["asleep"] }, { status: "asleep" }, true],
    ["a result", { result: ["failure"] }, { result: "failure" }, true],
    ["not a run that has no result yet", { result: ["unknown"] }, { result: null }, false],
    ["one of several tasks", { task_id: ["task_1", "task_2"] }, { task_id: "task_2" }, true],
    ["an agent", { agent_id: ["agt_1"] }, { agent_id: "agt_1" }, true],
    ["not a run that names no agent", { agent_id: ["agt_1"] }, {}, false],
    ["a source", { source_id: ["src_1"] }, { source_id: "src_1" }, true],
    ["not another credential", { credential_id: ["cred_1"] }, { credential_id: "cred_2" }, false],
    ["a session", { session_id: ["sess_1"] }, { session_id: "sess_1" }, true],
    ["not a run of another session", { session_id: ["sess_1"] }, { session_id: "sess_2" }, false],
    ["not where only one of two facets holds", { status: ["queued"], result: ["success"] }, { status: "queued" }, false],
    ["a run of the last hour", { since: ["hour"] }, { created_at: ago(59) }, true],
    ["not an older one", { since: ["hour"] }, { created_at: ago(61) }, false],
    ["a run of the last day", { since: ["day"] }, { created_at: ago(23 * 60) }, true],
    ["a run of the last week", { since: ["week"] }, { created_at: ago(6 * 24 * 60) }, true],
    ["not one from before the last week", { since: ["week"] }, { created_at: ago(8 * 24 * 60) }, false],
    ["the first moment of a day", { since: ["2026-11-03"] }, { created_at: new Date(midnight).toISOString() }, true],
    ["not the moment before", { since: ["2026-11-03"] }, { created_at: new Date(midnight - 1).toISOString() }, false],
    ["any run, where the time is none", { since: ["some day"] }, {}, true],
    ["not a run whose time cannot be read", { since: ["week"] }, { created_at: "soon" }, false],
  ];
  for (const [title, filter, run, isMatch] of cases) {
    it(title, () => assert.equal(matcherOf(filter, now)(sampleRun("a", run)), isMatch));
  }
});

describe("what the service is asked for", () => {
  const cases: [title: string, filter: RunFilter, question: RunsQuestion, isAll: boolean][] = [
    ["nothing", {}, {}, true],
    ["lists where it takes lists", { status: ["failed", "canceled"], source_id: ["a", "b"] }, { status: ["failed", "canceled"], source_id: ["a", "b"] }, true],
    ["results by its own word for them", { result: ["failure"] }, { outcome: ["failure"] }, true],
    ["one task, agent and credential", { task_id: ["t"], agent_id: ["a"], credential_id: ["c"] }, { task_id: "t", agent_id: "a", credential_id: "c" }, true],
    ["the rest where there are several of these", { task_id: ["t", "u"], status: ["failed"] }, { status: ["failed"] }, false],
    ["no session, which it does not take", { session_id: ["s"], status: ["failed"] }, { status: ["failed"] }, false],
    ["what came after a moment, which it leaves out itself", { since: ["hour"] }, { created_after: new Date(now - 60 * minuteMs - 1).toISOString() }, true],
    ["what came from a day on", { since: ["2026-11-03"] }, { created_after: new Date(midnight - 1).toISOString() }, true],
    ["no time where that is none", { since: ["2026-02-31"] }, {}, true],
  ];
  for (const [title, filter, question, isAll] of cases) {
    it(title, () => assert.deepEqual([questionOf(filter, now), canBeAsked(filter)], [question, isAll]));
  }
});

describe("a filter", () => {
  it("gains, changes and loses a facet, and stays itself", () => {
    const filter: RunFilter = { status: ["failed"] };
    assert.deepEqual(withFacet(filter, "task_id", ["t"]), { task_id: ["t"], status: ["failed"] });
    assert.deepEqual(withFacet(filter, "status", ["queued"]), { status: ["queued"] });
    assert.deepEqual(withFacet(filter, "status", []), {});
    assert.deepEqual(filter, { status: ["failed"] });
  });

  it("names its facets in the order in which they are offered", () => {
    assert.deepEqual(activeFacets({ since: ["day"], result: [], status: ["failed"], task_id: ["t"] }), ["task_id", "status", "since"]);
  });

  it("is the same in whatever order", () => {
    assert.ok(isSameFilter({ status: ["a", "b"], result: [] }, { status: ["b", "a"] }));
    assert.ok(!isSameFilter({ status: ["a"] }, { status: ["a"], since: ["day"] }));
  });

  it("knows whether time alone changes what matches, and whether it means something in one account only", () => {
    assert.deepEqual([{ since: ["day"] }, { since: ["2026-11-03"] }, {}].map(movesOn), [true, false, false]);
    assert.deepEqual([{ task_id: ["t"] }, { status: ["failed"], since: ["day"] }].map(namesIds), [true, false]);
  });
});
