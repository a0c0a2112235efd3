import assert from "node:assert/strict";
import { Run } from "../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import { longText, runView } from "../../../src/panels/runView.ts";
import type { RunView } from "../../../src/protocol/runPage.ts";
import { documentedRun, freshRun } from "../api/schemas/documentedRun.ts";

const names = { task: "Download bills", agent: "Ada", source: "Northlight", credential: "ada@example.test" };

/** The view of a run as the service sends it while nothing has happened yet, but for these members. */
function viewOf(sent: object = {}) {
  return runView(Run.parse({ ...freshRun(), ...sent }), names);
}

/** What is tested as a whole; facts and actions have tests of their own. */
function plainPart(view: RunView): object {
  return Object.fromEntries(Object.entries(view).filter(([name]) => name !== "facts" && name !== "actions"));
}

describe("the view of a run", () => {
  it("holds nothing that has not happened yet", () => {
    assert.deepEqual(plainPart(viewOf()), {
      id: "trun_a1B2c3D4e5F6g7H8",
      status: "queued",
      statusLabel: "Queued",
      result: null,
      taskName: "Download bills",
      created_at: "2026-03-31T12:00:00Z",
      errors: [],
      frames: [],
      files: [],
    });
  });

  it("holds all that came of a run", () => {
    const { output, input, errors } = documentedRun();
    assert.deepEqual(plainPart(runView(Run.parse(documentedRun()), names)), {
      id: "trun_a1B2c3D4e5F6g7H8",
      status: "completed",
      statusLabel: "Completed",
      result: "success",
      taskName: "Download bills",
      created_at: "2026-03-31T12:00:00Z",
      endedAt: "2026-03-31T12:00:42Z",
      errors,
      output: { text: JSON.stringify(output, undefined, 2), omitted: 0 },
      input: { text: JSON.stringify(input, undefined, 2), omitted: 0 },
      frames: [{ index: 0, reasoning: "The list of bills is open.", atMs: 5_000 }],
      files: [{ id: "stor_a1B2c3D4e5F6g7H8", name: "bill.pdf", type: "application/pdf", bytes: 48_211 }],
    });
  });

  it("can be sent to the page as it is", () => {
    const view = runView(Run.parse(documentedRun()), names);
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
      assert.deepEqual(viewOf({ status, interaction }).question, asks ? interaction : undefined);
    });
  }

  const texts: [value: unknown, text: string | undefined][] = [
    [null, undefined],
    [undefined, undefined],
    [{}, "{}"],
    ["", '""'],
    [0, "0"],
    [false, "false"],
    ["enc_AbC", '"enc_AbC"'],
  ];
  for (const [value, text] of texts) {
    it(`shows ${text ?? "nothing"} for an output of ${JSON.stringify(value)}, as for such an input`, () => {
      const { output, input } = viewOf({ output: value, input: value });
      assert.deepEqual([output?.text, input?.text], [text, text]);
    });
  }
});

describe("the actions on a run", () => {
  const cases: [status: string, actions: string][] = [
    ["queued", "cancel refresh"],
    ["running", "cancel refresh"],
    ["interaction_required", "answer (cancel) refresh"],
    ["review_required", "(cancel) refresh"],
    ["canceling", "(cancel) refresh"],
    ["completed", "(cancel) refresh"],
    ["asleep", "(cancel) refresh"],
  ];
  for (const [status, expected] of cases) {
    it(`are ${expected} where it is ${status}`, () => {
      const { actions } = viewOf({ status });
      assert.equal(actions.map(({ id, why }) => (why ? `(${id})` : id)).join(" "), expected);
    });
  }

  it("say why not", () => {
    const [cancel] = viewOf({ status: "review_required" }).actions;
    assert.equal(cancel?.why, "Only queued and running runs can be canceled; this one is review required.");
  });
});

describe("the facts of a run", () => {
  const factsOf = (sent: object, known: object = names) =>
    runView(Run.parse({ ...freshRun(), ...sent }), { task: names.task, ...known }).facts.map(({ label, value, copy }) => `${label}: ${value} [${copy}]`);
  const created = `Created: ${new Date("2026-03-31T12:00:00Z").toLocaleString()} [2026-03-31T12:00:00Z]`;
  const task = "Task: task_download_bills [task_download_bills]";

  it("name what is known by name, and copy ids", () => {
    const { credential_id, source_id, session_id } = documentedRun();
    assert.deepEqual(factsOf({ credential_id, source_id, session_id }), [
      created,
      "Agent: Ada [agt_a1B2c3D4e5F6g7H8]",
      "Source: Northlight [src_a1B2c3D4e5F6g7H8]",
      "Credential: ada@example.test [cred_a1B2c3D4e5F6g7H8]",
      task,
      "Session: sess_a1B2c3D4e5F6g7H8 [sess_a1B2c3D4e5F6g7H8]",
    ]);
  });

  it("leave out what the run does not have", () => {
    assert.deepEqual(factsOf({ agent_id: null }), [created, task]);
  });

  it("show an id that has no name as it is", () => {
    assert.equal(factsOf({}, {})[1], "Agent: agt_a1B2c3D4e5F6g7H8 [agt_a1B2c3D4e5F6g7H8]");
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

describe("longText", () => {
  const cases: [length: number, shown: number, omitted: number][] = [
    [0, 0, 0],
    [200_000, 200_000, 0],
    [200_001, 200_000, 1],
    [1_000_000, 200_000, 800_000],
  ];
  for (const [length, shown, omitted] of cases) {
    it(`shows ${shown} of ${length} characters`, () => {
      const long = longText("x".repeat(length));
      assert.deepEqual([long.text.length, long.omitted], [shown, omitted]);
    });
  }
});
