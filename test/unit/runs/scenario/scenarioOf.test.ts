import assert from "node:assert/strict";
import { Task } from "../../../../src/api/schemas/resources.ts";
import { Run } from "../../../../src/api/schemas/run.ts";
import { Scenario } from "../../../../src/local/scenario.ts";
import { type Recording, scenarioOf } from "../../../../src/runs/scenario/scenarioOf.ts";
import { scrubbing } from "../../../../src/runs/scenario/scrubbing.ts";
import { at, sampleRun } from "../sampleRun.ts";

function recording(run: object, rest: Partial<Recording> = {}): Recording {
  const parsed = Run.parse({ ...sampleRun("trun_1", { status: "completed", result: "success" }), ...run });
  return { run: parsed, taskName: "Fetch bill", task: undefined, agent: undefined, changes: [], asked: [], scrub: scrubbing(parsed.input, []), frameFile: () => undefined, storedFile: () => undefined, ...rest };
}

/** The steps, after a check that Local Deck takes the scenario. */
function stepsOf(made: Recording): Scenario["steps"] {
  return Scenario.parse(scenarioOf(made)).steps;
}

const frame = (seconds: number, reasoning: string) => ({ file_name: "a.png", file_type: "image/png", file_size: 1, reasoning, created_at: at(seconds) });

describe("a scenario that is made from a run", () => {
  it("goes as the run went, from when the agent began, with its pauses", () => {
    const run = {
      input: { user: "jane" },
      output: { total: 12.5, who: "jane" },
      updated_at: at(100),
      artifacts: { screenshots: [frame(12, "I sign in as jane."), frame(70, "I see the bill.")] },
    };
    const changes = [
      { status: "running", created_at: at(10) },
      { status: "interaction_required", created_at: at(20) },
      { status: "running", created_at: at(60) },
    ];
    const steps = stepsOf(recording(run, { changes, frameFile: index => `bill/000${index + 1}.png` }));
    assert.deepEqual(steps, [
      { step: "wait", ms: 2000 },
      { step: "screenshot", file: "bill/0001.png", reasoning: "I sign in as {{input.user}}." },
      { step: "wait", ms: 8000 },
      {
        step: "ask",
        type: "mfa",
        message: "A person was asked here. The service does not keep what: write it in the scenario.",
        fields: [{ name: "code", label: "Code" }],
      },
      { step: "wait", ms: 10000 },
      { step: "screenshot", file: "bill/0002.png", reasoning: "I see the bill." },
      { step: "wait", ms: 30000 },
      { step: "complete", output: { total: 12.5, who: "{{input.user}}" } },
    ]);
  });

  it("says what it is, and that it was scrubbed", () => {
    const { name, description } = Scenario.parse(scenarioOf(recording({})));
    assert.equal(name, "Fetch bill");
    assert.match(description ?? "", /^Made from a real run of 2026-03-31 that ended as completed\. Scrubbed by rule: values of the input became placeholders, .*, and letters/);
  });

  it("brings the task along as it is, so that Local Deck can make it", () => {
    const input_schema = { $schema: "https://json-schema.org/draft/2020-12/schema", properties: { name: { type: "string" }, account: { enum: ["1234567890"] } } };
    const task = Task.parse({ id: "task_1", name: "Fetch bill", agent_id: "agt_1", status: "live", created_at: at(0), prompt: "Fetch it", input_schema, output_schema: null, settings: { timeout_seconds: 90 } });
    const made = scenarioOf(recording({}, { task, agent: { name: "Clerk" }, scrub: scrubbing({ account: "1234567890" }, ["name"]) }));
    const { task: kept, description } = Scenario.parse(made);
    assert.deepEqual(kept, { agent: "Clerk", prompt: "Fetch it", input_schema, settings: { timeout_seconds: 90 } });
    assert.match(description ?? "", /The definition of its task stands here as it is\./);
    assert.equal(Scenario.parse(scenarioOf(recording({}))).task, undefined);
  });

  it("draws a stand-in for a picture that is not taken along", () => {
    const [, step] = stepsOf(recording({ updated_at: at(9), artifacts: { screenshots: [frame(5, "")] } }));
    assert.ok(step?.step === "screenshot" && step.svg?.includes("Screenshot 1"));
  });

  it("stores the files that are taken along, by their own names", () => {
    const file = { file_type: "text/csv", file_size: 3, url: null, created_at: at(4) };
    const storage = [
      { ...file, id: "file_1", file_name: "bill.csv", purpose: "extraction", extraction: { mail: "jane@acme.test" } },
      { ...file, id: "file_2", file_name: "odd", file_type: "who knows" },
      { ...file, id: "file_3", file_name: "left out" },
    ];
    const kept: Record<string, string> = { file_1: "bill/bill.csv", file_2: "bill/odd" };
    const steps = stepsOf(recording({ storage, updated_at: at(4) }, { storedFile: id => kept[id] }));
    assert.deepEqual(steps.slice(1, 3), [
      { step: "store", file: "bill/bill.csv", name: "bill.csv", type: "text/csv", purpose: "extraction", extraction: { mail: "person@example.test" } },
      { step: "store", file: "bill/odd", name: "odd" },
    ]);
  });

  const ends: [title: string, run: object, step: object][] = [
    ["a failure with its error", { status: "failed", result: "failure", errors: [{ type: "auth", code: "auth_invalid", message: "No jane@acme.test.", field: "password" }] }, { step: "fail", type: "auth", code: "auth_invalid", message: "No person@example.test.", field: "password" }],
    ["a failure without any", { status: "failed", errors: null }, { step: "fail", type: "task", code: "agent_failed", message: "" }],
    ["a cancellation as one that has to be canceled again", { status: "canceled" }, { step: "hang" }],
    ["a completion that came to nothing", { result: "failure", output: null }, { step: "complete", output: null, result: "failure" }],
  ];
  for (const [title, run, step] of ends) {
    it(`ends with ${title}`, () => assert.deepEqual(stepsOf(recording(run)).at(-1), step));
  }

  it("asks what the run was seen to ask, with its choices, scrubbed like all else", () => {
    const options = [{ value: "1234567890", label: "jane@acme.test" }, { value: "b", label: null }];
    const interaction = { type: "account_selection", message: "Which one?", fields: [{ name: "account_id", label: "Account", options }] };
    const changes = [{ status: "interaction_required", created_at: at(1) }];
    const steps = stepsOf(recording({ updated_at: at(3) }, { changes, asked: [{ at: at(1), interaction }] })).filter(({ step }) => step === "ask");
    const scrubbed = [{ value: "0000000000", label: "person@example.test" }, { value: "b" }];
    assert.deepEqual(steps, [{ step: "ask", type: "account_selection", message: "Which one?", fields: [{ name: "account_id", label: "Account", options: scrubbed }] }]);
  });

  it("asks what the run asks where that is still known, and reviews", () => {
    const interaction = { type: "account_selection", message: "Which of jane@acme.test?", fields: [{ name: "account_id", type: "string" }] };
    const changes = [
      { status: "interaction_required", created_at: at(1) },
      { status: "review_required", created_at: at(2) },
    ];
    const steps = stepsOf(recording({ interaction, updated_at: at(3) }, { changes })).filter(({ step }) => step !== "wait");
    assert.deepEqual(steps.slice(0, 2), [
      { step: "ask", type: "account_selection", message: "Which of person@example.test?", fields: [{ name: "account_id", type: "string" }] },
      { step: "review" },
    ]);
  });
});
