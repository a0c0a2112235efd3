import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { LocalDeckError } from "../../../src/local/failure.ts";
import { ScenarioFolder } from "../../../src/local/scenarioFolder.ts";
import { eventually } from "../../host/support/eventually.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const Files = z.object({
  data: z.array(z.object({ file: z.string(), task_id: z.string().nullable(), name: z.string().nullable(), mistakes: z.array(z.string()) })),
});
const Tasks = z.object({ data: z.array(z.object({ id: z.string(), name: z.string(), agent_id: z.string(), prompt: z.string().nullable(), input_schema: z.unknown() })) });
const Agents = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const TaskScenario = z.object({ scenario: z.object({ name: z.string() }).nullable(), from: z.string() });

function completing(name: string, output: string): object {
  return { name, steps: [{ step: "complete", output }] };
}

/** A folder of scenarios: files by name, an object as JSON. */
function folderOf(files: Record<string, object | string>) {
  const folder = temporaryFolder();
  const write = (file: string, content: object | string): void =>
    writeFileSync(join(folder.path, file), typeof content === "string" ? content : JSON.stringify(content));
  for (const [file, content] of Object.entries(files)) write(file, content);
  return { ...folder, write, [Symbol.dispose]: folder[Symbol.dispose] };
}

/** Until it is so; the watching is the operating system's. */
function until(isSo: () => boolean): Promise<void> {
  return eventually(() => assert.ok(isSo()));
}

async function outputOf(app: Awaited<ReturnType<typeof openApp>>, task: string) {
  const { id } = await app.runTask(task);
  await app.clock.play(60_000);
  const run = await app.run(id);
  return run.output ?? run.errors?.[0]?.message;
}

describe("The scenarios folder", () => {
  it("gives a task the scenario of its name, and sooner that of its id", async () => {
    using folder = folderOf({ "a.scenario.json": completing("Task", "by name"), "b.scenario.json": completing("task_mine", "by id") });
    using app = await openApp({ scenarios: folder.path });
    assert.equal(await outputOf(app, await app.newTask()), "by name");
    assert.equal(await outputOf(app, await app.newTask(undefined, { id: "task_mine" })), "by id");
    assert.notEqual(await outputOf(app, await app.newTask(undefined, { name: "Other" })), "by name");
  });

  it("is chosen from by name, and a choice can be taken back", async () => {
    using folder = folderOf({ "a.scenario.json": completing("Task", "usual"), "b.scenario.json": completing("rare case", "rare") });
    using app = await openApp({ scenarios: folder.path });
    const task = await app.newTask();
    const scenario = (method: string, body?: object) => app.call(TaskScenario, method, `/control/tasks/${task}/scenario`, body);
    assert.deepEqual(await scenario("GET"), { scenario: { name: "Task" }, from: "folder" });
    assert.deepEqual(await scenario("PUT", { use: "rare case" }), { scenario: { name: "rare case" }, from: "control" });
    assert.equal(await outputOf(app, task), "rare");
    assert.equal((await scenario("DELETE")).from, "folder");
    assert.equal(await outputOf(app, task), "usual");
  });

  it("tells which task plays each of its files, if any does", async () => {
    using folder = folderOf({ "a.scenario.json": completing("Task", "usual"), "b.scenario.json": completing("other", "rare") });
    using app = await openApp({ scenarios: folder.path });
    const players = async () => (await app.call(Files, "GET", "/control/scenarios")).data.map(({ task_id }) => task_id);
    assert.deepEqual(await players(), [null, null]);
    const task = await app.newTask();
    assert.deepEqual(await players(), [task, null]);
    await app.send("PUT", `/control/tasks/${task}/scenario`, completing("Task", "own"));
    assert.deepEqual(await players(), [null, null]);
  });

  it("refuses the choice of a name that is not in it", async () => {
    using app = await openApp();
    const answer = await app.send("PUT", `/control/tasks/${await app.newTask()}/scenario`, { use: "nothing" });
    assert.equal(answer.status, 404);
  });

  it("lets a run fail, saying so, when the chosen scenario is gone", async () => {
    using folder = folderOf({ "a.scenario.json": completing("gone", "?") });
    using app = await openApp({ scenarios: folder.path });
    const task = await app.newTask();
    await app.send("PUT", `/control/tasks/${task}/scenario`, { use: "gone" });
    rmSync(join(folder.path, "a.scenario.json"));
    await until(() => app.deck.scenarios?.named("gone") === undefined);
    assert.equal(await outputOf(app, task), "The scenario gone is not in the scenarios folder any longer.");
  });

  it("follows changes, and keeps the last good version of a file that is broken", async () => {
    using folder = folderOf({ "a.scenario.json": completing("Task", "first") });
    const lines: string[] = [];
    using app = await openApp({ scenarios: folder.path, log: line => lines.push(line) });
    const task = await app.newTask();
    folder.write("a.scenario.json", { name: "Task", steps: [{ step: "wait" }] });
    await until(() => lines.length > 0);
    assert.deepEqual(lines, ["a.scenario.json is no scenario, so its last good version stays: steps.0.ms is required and must be a number."]);
    assert.equal(await outputOf(app, task), "first");
    const { data } = await app.call(Files, "GET", "/control/scenarios");
    assert.deepEqual(data, [{ file: "a.scenario.json", task_id: task, name: "Task", mistakes: ["steps.0.ms is required and must be a number."] }]);

    folder.write("a.scenario.json", completing("Task", "second"));
    await until(() => app.deck.scenarios?.all[0]?.mistakes.length === 0);
    assert.equal(await outputOf(app, task), "second");
  });

  it("tells of a file that is no JSON, and of a name that is there twice", async () => {
    using folder = folderOf({ "a.scenario.json": completing("A", "1"), "b.scenario.json": completing("A", "2"), "c.scenario.json": "{", "notes.json": "{" });
    const lines: string[] = [];
    const scenarios = new ScenarioFolder(folder.path, line => lines.push(line));
    scenarios.dispose();
    assert.deepEqual(scenarios.all.map(({ file, scenario }) => [file, scenario?.name]), [
      ["a.scenario.json", "A"],
      ["b.scenario.json", undefined],
      ["c.scenario.json", undefined],
    ]);
    assert.equal(lines[0], "b.scenario.json is no scenario: name must differ from that of a.scenario.json.");
    assert.match(lines[1] ?? "", /^c\.scenario\.json is no scenario: The file cannot be read: /);
  });

  it("brings the files that its scenarios name", async () => {
    using folder = folderOf({ "a.scenario.json": { name: "Task", steps: [{ step: "store", file: "out/bill.csv" }, { step: "complete" }] } });
    mkdirSync(join(folder.path, "out"));
    folder.write("out/bill.csv", "a,b\n");
    using app = await openApp({ scenarios: folder.path });
    const { id } = await app.runTask(await app.newTask());
    await app.clock.play(1000);
    assert.equal((await app.run(id)).storage?.[0]?.file_name, "bill.csv");
  });

  it("makes the tasks that its scenarios bring along, once, with their agents", async () => {
    const input_schema = { type: "object", required: ["user"] };
    const bringing = (name: string, task: object): object => ({ ...completing(name, `as ${name}`), task });
    using folder = folderOf({ "a.scenario.json": bringing("Bill", { agent: "Clerk", prompt: "Fetch it", input_schema }), "b.scenario.json": bringing("Meter", {}) });
    using app = await openApp({ scenarios: folder.path });
    const tasks = async () => (await app.call(Tasks, "GET", "/v2/tasks")).data.toReversed();
    const agents = new Map((await app.call(Agents, "GET", "/v2/agents")).data.map(({ id, name }) => [id, name]));
    const [bill, meter] = await tasks();
    assert.deepEqual([bill?.name, bill?.prompt, bill?.input_schema, agents.get(bill?.agent_id ?? "")], ["Bill", "Fetch it", input_schema, "Clerk"]);
    assert.deepEqual([meter?.name, agents.get(meter?.agent_id ?? "")], ["Meter", "Scenarios"]);
    assert.equal((await app.send("POST", `/v2/tasks/${bill?.id ?? ""}/run`, { input: {} })).status, 422);
    assert.equal(await outputOf(app, meter?.id ?? ""), "as Meter");

    folder.write("c.scenario.json", bringing("Water", { agent: "Clerk" }));
    folder.write("a.scenario.json", bringing("Bill", { prompt: "Another" }));
    await until(() => app.deck.store.tasks.count() === 3 && app.deck.scenarios?.named("Bill")?.task?.prompt === "Another");
    assert.deepEqual((await tasks()).map(({ name, prompt }) => [name, prompt]), [["Bill", "Fetch it"], ["Meter", null], ["Water", null]]);
    assert.equal((await app.call(Agents, "GET", "/v2/agents")).data.length, 2);
    await app.send("POST", "/control/reset");
    await until(() => app.deck.store.tasks.count() === 3);
  });

  it("says why a task that a scenario brings along cannot be made, and plays it for one that can", async () => {
    using folder = folderOf({ "a.scenario.json": { ...completing("Task", "played"), task: { input_schema: { type: "nonsense" } } } });
    const lines: string[] = [];
    using app = await openApp({ scenarios: folder.path, log: line => lines.push(line) });
    assert.match(lines[0] ?? "", /^a\.scenario\.json: The task Task cannot be made: `input_schema` cannot be used as a JSON Schema: /);
    const [listed] = (await app.call(Files, "GET", "/control/scenarios")).data;
    assert.equal(listed?.task_id, null);
    assert.match(listed.mistakes.join(), /^The task Task cannot be made: `input_schema`/);
    assert.equal(await outputOf(app, await app.newTask()), "played");
  });

  it("that is not there is said in one sentence", async () => {
    await assert.rejects(openApp({ scenarios: "/nowhere/at/all" }), (error: unknown) => {
      assert.ok(error instanceof LocalDeckError);
      return /^The scenarios folder \/nowhere\/at\/all cannot be read .*; choose another one\.$/.test(error.message);
    });
  });
});

describe("The scenario of a run", () => {
  it("can be chosen while it is queued, not later", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "complete", output: "task's" }]));
    const put = () => app.send("PUT", `/control/task-runs/${id}/scenario`, { name: "S", steps: [{ step: "complete", output: "own" }] });
    assert.equal((await put()).status, 200);
    await app.clock.play(1000);
    assert.equal((await app.run(id)).output, "own");
    assert.equal((await put()).status, 409);
  });

  it("can be taken away", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "fail", type: "task", code: "x", message: "x" }]));
    assert.equal((await app.send("DELETE", `/control/task-runs/${id}/scenario`)).status, 200);
    await app.clock.play(60_000);
    assert.equal((await app.run(id)).status, "completed");
  });
});
