import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json, JsonSchema } from "../../../src/api/schemas/wire.ts";
import { demoContent } from "../../../src/local/demo/demoContent.ts";
import type { DemoRun, DemoTask, FinishedDemoRun } from "../../../src/local/demo/demoShape.ts";
import { statements } from "../../../src/local/demo/northlight.ts";
import { playedOut } from "../../../src/local/demo/playedOut.ts";
import { checkInput } from "../../../src/local/inputCheck.ts";
import { Scenario } from "../../../src/local/scenario.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";

const assets = path.join(import.meta.dirname, "../../../media/demo");
const { tasks, runs, sources, credentials } = demoContent;

describe("demoContent", () => {
  it("has scenarios that the scenario agent reads", () => {
    for (const { name, scenario } of scenarios()) assert.ok(Scenario.safeParse(scenario).success, name);
  });

  it("has schemas without a misspelt keyword", () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { date: true, "date-time": true } });
    for (const { input_schema = true, output_schema = true } of tasks) {
      ajv.compile(input_schema);
      ajv.compile(output_schema);
    }
  });

  it("connects runs, credentials and tasks by keys that exist", () => {
    const sourceKeys = new Set(sources.map(source => source.key));
    const credentialKeys = new Set(credentials.map(credential => credential.key));
    const runKeys = new Set(runs.map(run => run.key));
    for (const { source } of credentials) assert.ok(sourceKeys.has(source), source);
    for (const run of runs) {
      taskOf(run);
      assert.notEqual(run.credential === undefined, run.source === undefined, "one of credential and source");
      if (run.credential !== undefined) assert.ok(credentialKeys.has(run.credential), run.credential);
      if (run.source !== undefined) assert.ok(sourceKeys.has(run.source), run.source);
      if (run.same_session_as !== undefined) assert.ok(runKeys.has(run.same_session_as), run.same_session_as);
    }
  });

  it("gives every run an input that its task takes", async () => {
    for (const run of runs) await assertValid(taskOf(run).input_schema, run.input, `${run.task}, input`);
  });

  it("gives every task defaults that make a whole input", async () => {
    for (const task of tasks) await assertValid(task.input_schema, defaultInput(task), task.name);
  });

  it("completes every run with an output that its task promises", async () => {
    for (const { run, state } of finished()) {
      if (state.status !== "completed") continue;
      await assertValid(taskOf(run).output_schema, state.output ?? null, `${run.task}, output`);
    }
  });

  it("completes new runs of every task with an output that the task promises", async () => {
    for (const task of tasks) {
      const { output = null } = playedOut(task, { input: defaultInput(task), answers: { account_id: "4471-2094-4" } });
      await assertValid(task.output_schema, output, task.name);
    }
  });

  it("names only pictures and files that exist, and all that exist", () => {
    assert.deepEqual([...new Set(namedFiles())].toSorted(), readdirSync(assets).toSorted());
  });

  it("keeps its pictures and files under 600 kB", () => {
    const sizes = readdirSync(assets).map(name => statSync(path.join(assets, name)).size);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 600_000);
  });

  it("offers the statements of the output in the CSV file too", () => {
    const rows = readFileSync(path.join(assets, "northlight-usage-2026-11.csv"), "utf8").trim().split("\n").slice(1);
    assert.deepEqual(
      rows,
      statements.map(row => [row.statement_date, row.period_start, row.period_end, row.kwh, row.amount.toFixed(2)].join(",")),
    );
  });

  it("shows three to eight screenshots with a reasoning of every run that is over, none too close together", () => {
    for (const { run, state } of finished()) {
      const screenshots = state.screenshots ?? [];
      assert.ok(screenshots.length >= 3 && screenshots.length <= 8, `${run.task}: ${screenshots.length}`);
      assert.ok(screenshots.every(screenshot => screenshot.reasoning), run.task);
      assert.ok(state.runtime_ms / screenshots.length >= 3_500, `${run.task}: ${state.runtime_ms}`);
      assert.ok(state.runtime_ms <= run.age_ms, run.task);
    }
  });

  it("plays new runs in 10 to 40 s with four to eight screenshots", () => {
    for (const { name, scenario } of tasks) {
      const screenshots = scenario.steps.filter(step => step.step === "screenshot");
      const ms = scenario.steps.reduce((sum, step) => sum + (step.step === "wait" ? step.ms : 0), 0);
      assert.ok(screenshots.length >= 4 && screenshots.length <= 8, `${name}: ${screenshots.length}`);
      assert.ok(ms >= 10_000 && ms <= 40_000, `${name}: ${ms}`);
    }
  });

  it("fails in the ways that people meet", () => {
    const errors = finished().flatMap(({ state }) => state.errors ?? []);
    assert.deepEqual([...new Set(errors.map(({ type, code }) => `${type}/${code}`))].toSorted(), [
      "auth/auth_invalid",
      "interaction/interaction_timeout",
      "source/blocked",
      "source/source_not_available",
      "task/timeout",
    ]);
  });
});

function taskOf(run: DemoRun): DemoTask {
  const task = tasks.find(({ key }) => key === run.task);
  assert.ok(task, run.task);
  return task;
}

function finished(): { run: DemoRun; state: FinishedDemoRun }[] {
  return runs.flatMap(run => (run.state.kind === "finished" ? [{ run, state: run.state }] : []));
}

function scenarios(): { name: string; scenario: Scenario }[] {
  const own = runs.flatMap(({ state }) => (state.kind === "live" && state.scenario ? [state.scenario] : []));
  return [...tasks.map(task => task.scenario), ...own].map(scenario => ({ name: scenario.name, scenario }));
}

function namedFiles(): string[] {
  const inScenarios = scenarios().flatMap(({ scenario }) => scenario.steps.flatMap(filesOf));
  const inHistory = finished().flatMap(({ state }) => [...(state.screenshots ?? []), ...(state.files ?? [])]);
  return [...inScenarios, ...inHistory.flatMap(({ file }) => file ?? [])];
}

function filesOf(step: ScenarioStep): string[] {
  if (step.step === "repeat") return step.steps.flatMap(filesOf);
  return (step.step === "screenshot" || step.step === "store") && step.file !== undefined ? [step.file] : [];
}

async function assertValid(schema: JsonSchema | undefined, value: Json, where: string): Promise<void> {
  const refusal = schema === undefined ? undefined : await checkInput(schema, value);
  assert.equal(refusal && JSON.stringify(refusal), undefined, where);
}

function defaultInput(task: DemoTask): { [name: string]: Json } {
  const input = defaultsOf(task.input_schema ?? { type: "object" });
  assert.ok(input !== null && typeof input === "object" && !Array.isArray(input));
  return input;
}

/** What a form sends that nobody changed. */
function defaultsOf(schema: Json | JsonSchema): Json {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return null;
  if (schema["type"] !== "object") return schema["default"] ?? null;
  const filled = Object.entries(schema["properties"] ?? {}).map(([name, property]) => [name, defaultsOf(property)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== null));
}
