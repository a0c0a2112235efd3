import assert from "node:assert/strict";
import { Run, RunSummary } from "../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import { runView } from "../../../src/panels/runView.ts";
import { documentedRun, freshRun } from "../api/schemas/documentedRun.ts";

const names = { task: "Download bills", agent: "Ada", source: "Northlight", credential: "ada@example.test" };

/** The view of a run as the service sends it while nothing has happened yet, but for these members. */
function viewOf(sent: object = {}) {
  return runView(Run.parse({ ...freshRun(), storage: null, ...sent }), { names });
}

describe("the view of a run", () => {
  it("says of a run from a list what lists tell, and that more will come", () => {
    const { status, rest, frames, files, timeline } = runView(RunSummary.parse(freshRun()), { names });
    assert.deepEqual({ status, rest, frames, files, timeline }, { status: "queued", rest: "coming", frames: [], files: [], timeline: undefined });
  });

  it("has a question without prompts where the service does not say what it asks for", () => {
    assert.deepEqual(viewOf({ status: "interaction_required", interaction: null }).question?.prompts, []);
    assert.equal(runView(RunSummary.parse({ ...freshRun(), status: "interaction_required" }), { names }).question, undefined);
  });

  it("holds nothing that has not happened yet", () => {
    const { endedAt, question, errors, tokenized, frames, marks, files, rest } = viewOf();
    assert.deepEqual([endedAt, question, errors, tokenized, frames, marks, files, rest], [undefined, undefined, [], [], [], [], [], undefined]);
  });

  it("holds all that came of a run", () => {
    const view = runView(Run.parse(documentedRun()), { names, mark: part => ({ version: 1, characters: part.length }) });
    assert.equal(view.endedAt, "2026-03-31T12:00:42Z");
    assert.deepEqual(view.output, { version: 1, characters: 6 });
    assert.deepEqual(view.errors.map(({ code, advice }) => [code, advice.retry]), [["auth_invalid", "does not help"]]);
    assert.deepEqual(view.frames, [{ index: 0, reasoning: "The list of bills is open.", atMs: 5_000 }]);
    assert.deepEqual(view.marks, [{ kind: "error", index: 0 }]);
    assert.deepEqual(view.files.map(({ name, bytes, purpose, preview }) => [name, bytes, purpose, preview]), [["bill.pdf", 48_211, "brought back by the agent", "pdf"]]);
  });

  it("says when a file was stored, but of one that was there before", () => {
    const stored = documentedRun()["storage"];
    const [file] = Array.isArray(stored) ? stored : [];
    const at = (created_at: string) => runView(Run.parse({ ...documentedRun(), storage: [{ ...file, created_at }] }), { names }).files[0]?.atMs;
    assert.deepEqual([at("2026-03-31T12:00:40Z"), at("2026-03-30T12:00:00Z"), at("soon")], [40_000, undefined, undefined]);
  });

  it("takes an answer without an output for what it is", () => {
    const { output: left, ...sent } = documentedRun();
    assert.notEqual(left, undefined);
    assert.equal(runView(Run.parse(sent), { names }).output, undefined);
  });

  it("can be sent to the page as it is", () => {
    const view = runView(Run.parse(documentedRun()), { names });
    assert.deepEqual(structuredClone(view), view);
  });

  for (const status of [...runStatuses, "asleep"]) {
    const isOver = ["completed", "failed", "canceled"].includes(status);
    it(`${isOver ? "has" : "has no"} end where the run is ${status}`, () => {
      assert.equal(viewOf({ status, updated_at: "2026-03-31T12:01:00Z" }).endedAt, isOver ? "2026-03-31T12:01:00Z" : undefined);
    });
  }

  const interaction = { type: "mfa", message: "Enter the code.", fields: [{ name: "code" }] };
  for (const status of [...runStatuses, "asleep"]) {
    const asks = status === "interaction_required";
    it(`${asks ? "asks" : "does not ask"} its question where the run is ${status}`, () => {
      assert.deepEqual(viewOf({ status, interaction }).question?.prompts.map(({ name }) => name), asks ? ["code"] : undefined);
    });
  }

  it("marks the screenshot at which the agent asked", () => {
    const [screenshot] = documentedRun().artifacts.screenshots;
    const screenshots = [5, 10, 15].map(seconds => ({ ...screenshot, created_at: `2026-03-31T12:00:${String(seconds).padStart(2, "0")}Z` }));
    const changes = [
      { id: "evt_1", status: "running", created_at: "2026-03-31T12:00:02Z" },
      { id: "evt_2", status: "interaction_required", created_at: "2026-03-31T12:00:12Z" },
      { id: "evt_3", status: "running", created_at: "2026-03-31T12:00:14Z" },
    ];
    const run = Run.parse({ ...freshRun(), status: "running", artifacts: { screenshots } });
    assert.deepEqual(runView(run, { names, changes }).marks, [{ kind: "question", index: 1 }]);
  });

  it("says until when screenshots are kept", () => {
    assert.equal(viewOf().framesUntil, "2026-04-15T12:00:00.000Z");
    assert.equal(viewOf({ created_at: "soon" }).framesUntil, undefined);
  });
});

describe("the actions on a run", () => {
  const cases: [status: string, actions: string][] = [
    ["queued", "runAgain runWithChanges compare refresh cancel (answer)"],
    ["running", "runAgain runWithChanges compare refresh cancel (answer)"],
    ["interaction_required", "runAgain runWithChanges compare refresh answer (cancel)"],
    ["review_required", "runAgain runWithChanges compare refresh (cancel) (answer)"],
    ["canceling", "runAgain runWithChanges compare refresh (cancel) (answer)"],
    ["completed", "runAgain runWithChanges compare refresh (cancel) (answer)"],
    ["asleep", "runAgain runWithChanges compare refresh (cancel) (answer)"],
  ];
  for (const [status, expected] of cases) {
    it(`are ${expected} where it is ${status}`, () => {
      const { actions } = viewOf({ status });
      assert.equal(actions.map(({ id, why }) => (why ? `(${id})` : id)).join(" "), expected);
    });
  }

  it("say why not", () => {
    const cancel = viewOf({ status: "review_required" }).actions.find(({ id }) => id === "cancel");
    assert.equal(cancel?.why, "This run is waiting for a review; only queued and running runs can be canceled.");
  });
});

describe("the facts of a run", () => {
  const factsOf = (sent: object, known: object = names) =>
    runView(Run.parse({ ...freshRun(), artifacts: null, ...sent }), { names: { task: names.task, ...known } }).facts.map(({ label, value, copy }) => `${label}: ${value} [${copy}]`);
  const created = `Created: ${new Date("2026-03-31T12:00:00Z").toLocaleString()} [2026-03-31T12:00:00Z]`;
  const task = "Task: Download bills [task_download_bills]";

  it("name what is known by name, and copy ids", () => {
    const { credential_id, source_id, session_id, request_id } = documentedRun();
    assert.deepEqual(factsOf({ credential_id, source_id, session_id, request_id }), [
      created,
      task,
      "Agent: Ada [agt_a1B2c3D4e5F6g7H8]",
      "Source: Northlight [src_a1B2c3D4e5F6g7H8]",
      "Credential: ada@example.test [cred_a1B2c3D4e5F6g7H8]",
      "Session: sess_a1B2c3D4e5F6g7H8 [sess_a1B2c3D4e5F6g7H8]",
      `Request: ${request_id} [${request_id}]`,
    ]);
  });

  it("leave out what the run does not have", () => {
    assert.deepEqual(factsOf({ agent_id: null, request_id: undefined }), [created, task]);
  });

  it("show an id that has no name as it is", () => {
    assert.equal(factsOf({}, {})[2], "Agent: agt_a1B2c3D4e5F6g7H8 [agt_a1B2c3D4e5F6g7H8]");
  });

  it("tell when the run has ended", () => {
    assert.match(factsOf({ status: "completed", updated_at: "2026-03-31T12:00:42Z" })[1] ?? "", /^Ended: .* \[2026-03-31T12:00:42Z\]$/);
  });

  it("show a time that cannot be read as it is", () => {
    assert.equal(factsOf({ created_at: "soon" })[0], "Created: soon [soon]");
  });
});

describe("the frames of a run", () => {
  const [screenshot] = documentedRun().artifacts.screenshots;
  const frameOf = (rest: object, run: object = {}) => viewOf({ ...run, artifacts: { screenshots: [{ ...screenshot, ...rest }] } }).frames[0];
  const cases: [title: string, rest: object, run: object, frame: object][] = [
    ["come at their time", { created_at: "2026-03-31T12:01:00.250Z" }, {}, { atMs: 60_250 }],
    ["come at the start if a clock went wrong", { created_at: "2026-03-31T11:59:00Z" }, {}, { atMs: 0 }],
    ["come at the start if nobody knows when", { created_at: "soon" }, {}, { atMs: 0 }],
    ["come at the start if nobody knows when the run began", {}, { created_at: "soon" }, { atMs: 0 }],
    ["can be without words", { reasoning: null }, {}, { reasoning: "" }],
  ];
  for (const [title, rest, run, expected] of cases) {
    it(title, () => assert.deepEqual(frameOf(rest, run), { index: 0, reasoning: "The list of bills is open.", atMs: 5_000, ...expected }));
  }

  it("keep the service's order", () => {
    const { frames } = viewOf({ artifacts: { screenshots: [screenshot, { ...screenshot, reasoning: "Next." }] } });
    assert.deepEqual(frames.map(({ index, reasoning }) => [index, reasoning]), [[0, "The list of bills is open."], [1, "Next."]]);
  });

  for (const artifacts of [null, {}, { screenshots: [] }]) {
    it(`are none for ${JSON.stringify(artifacts)}`, () => assert.deepEqual(viewOf({ artifacts }).frames, []));
  }
});
