import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { Run } from "../../src/api/schemas/run.ts";
import { startLocalDeck } from "../../src/local/localDeck.ts";
import { Scenario } from "../../src/local/scenario.ts";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { eventually } from "./support/eventually.ts";
import { extension } from "./support/extension.ts";
import { type Act, person } from "./support/person.ts";
import { signedIn } from "./support/signedIn.ts";

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';

describe("saving a run as a scenario", () => {
  it("lets Local Deck replay it, with its pictures and files, but without what is personal", async () => {
    const signed = await signedIn();
    const { deck } = signed;
    const task = await deck.task("Fetch bill", [
      { step: "screenshot", svg, reasoning: "I sign in as {{input.user}}." },
      { step: "ask", type: "security_question", message: "Your first pet?", fields: [{ name: "answer" }] },
      { step: "store", text: "a,b\n", name: "../bill.csv", type: "text/csv", purpose: "output" },
      { step: "complete", output: { of: "{{input.user}}", to: "jane@acme.test", total: 12.5 }, result: "success" },
    ]);
    const id = await deck.run(task, { user: "jane.doe" });
    await eventually(() => assert.equal(signed.app.connection.session?.store.get(id)?.interaction?.message, "Your first pet?"));
    await deck.post(`/task-runs/${id}/interaction`, { input: { answer: "Rex" } });
    await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "completed"));
    const folder = await temporaryFolder("scenario");
    const file = join(folder.path, "bill.scenario.json");
    const somebody = person({ tick: ["Screenshots (1)", "Files (1)"] }, { file }, "leave");
    await vscode.commands.executeCommand("deck.runs.saveScenario", { id });
    await eventually(() => assert.match(somebody.seen.at(-1)?.text ?? "", /^Saved\./));
    somebody.done();

    const text = await readFile(file, "utf8");
    assert.doesNotMatch(text, /jane|Rex/);
    assert.match(text, /"message": "Your first pet\?"/, "what was asked is known to those who saw it");
    assert.match(Scenario.parse(JSON.parse(text)).description ?? "", /Scrubbed by rule/);
    assert.deepEqual(await replayed(folder.path), {
      output: { of: "john", to: "person@example.test", total: 12.5 },
      reasonings: ["I sign in as john."],
      files: ["../bill.csv"],
    });
    await folder.close();
    await signed.close();
  });

  it("brings it to Local Deck with its task, to be run there for nothing", async () => {
    const signed = await signedIn();
    const { deck, app } = signed;
    const input_schema = { type: "object", properties: { user: { type: "string", title: "User" } }, required: ["user"] };
    const steps = [{ step: "store" as const, text: "a,b\n", name: "bill.csv" }, { step: "complete" as const, output: { of: "{{input.user}}" } }];
    const task = await deck.task("Brought along", steps, { input_schema });
    const id = await deck.run(task, { user: "jane.doe" });
    await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "completed"));
    const folder = await temporaryFolder("scenario");
    const file = join(folder.path, "mine.scenario.json");
    const somebody = person(
      { tick: ["Files (1)"] },
      { file },
      { press: "Load into Local Deck" },
      { press: "Switch to Local Deck" },
      { press: "Run Task" },
      { pick: /^No credential|^None|^Without/ },
      { type: "john" },
    );
    await vscode.commands.executeCommand("deck.runs.saveScenario", { id });
    await eventually(() => assert.match(somebody.seen.map(({ text }) => text).join("\n"), /plays "Brought along" from now on/));
    await eventually(async () => {
      // The window is on its way to Local Deck.
      const { client } = await app.connection.ensure();
      const [run] = (await client.runs.page({ limit: 1 })).data;
      assert.equal(run?.status, "completed");
      const { output, storage } = await client.runs.get(run.id, ["storage"]);
      assert.deepEqual([output, storage?.map(({ file_name }) => file_name)], [{ of: "john" }, ["bill.csv"]]);
    });
    somebody.done();
    await emptied(app.scenarios());
    await folder.close();
    await signed.close();
  });

  it("says what keeps Local Deck from a file, and replaces one of the same name after asking", async () => {
    const { app } = await extension();
    await app.connection.ensure();
    const folder = await temporaryFolder("scenario");
    const load = async (content: string, ...acts: Act[]): Promise<string> => {
      const file = join(folder.path, "some.json");
      await writeFile(file, content);
      const somebody = person(...acts);
      await vscode.commands.executeCommand("deck.local.loadScenario", vscode.Uri.file(file));
      somebody.done();
      return somebody.seen.map(({ text }) => text).join(" | ");
    };
    const playing = (name: string, more: object = {}): string => JSON.stringify({ name, steps: [{ step: "complete" }], ...more });
    assert.match(await load("{"), /^Loading the scenario failed\. The file is no JSON: /);
    assert.match(await load("[]"), /The file is no scenario: it has no name/);
    assert.match(await load(playing("Odd", { steps: [{ step: "dance" }] })), /Local Deck cannot use it\. steps\.0/);
    assert.match(await load(playing("Odd", { task: { input_schema: { type: "nonsense" } } }), { press: "Replace" }), /Replace the scenario "Odd" in Local Deck\? \| .* The task Odd cannot be made: `input_schema`/);
    assert.match(await load(playing("Odd"), "leave"), /^Replace the scenario "Odd" in Local Deck\?$/);
    assert.match(await load(playing("Odd"), { press: "Replace" }), /but no task plays it: there is none of its name/);
    await emptied(app.scenarios());
    await folder.close();
  });

  it("is played under another name where the task of its name plays something else, as those of the demo do", async () => {
    const { app } = await extension();
    const { client, tasks } = await app.connection.ensure();
    // The oldest.
    const name = (await tasks.all()).at(-1)?.name ?? assert.fail("no demo");
    const folder = await temporaryFolder("scenario");
    const file = join(folder.path, "some.json");
    await writeFile(file, JSON.stringify({ name, task: {}, steps: [{ step: "complete", output: "mine" }] }));
    const somebody = person({ press: `Load as "${name} (2)"` }, { press: "Run Task" }, { pick: /^No credential|^None|^Without|No account/ });
    await vscode.commands.executeCommand("deck.local.loadScenario", vscode.Uri.file(file));
    somebody.done();
    assert.ok(somebody.seen.some(({ text }) => text === `Local Deck plays "${name} (2)" from now on, whenever its task runs there.`));
    assert.equal((await readdir(app.scenarios())).length, 1);
    await eventually(async () => {
      const [run] = (await client.runs.page({ limit: 1 })).data;
      assert.equal((await client.runs.get(run?.id ?? "")).output, "mine");
    });
    await emptied(app.scenarios());
    await folder.close();
  });

  it("takes from a stranger's folder only the files that are named and stand in it", async () => {
    const { app } = await extension();
    const folder = await temporaryFolder("scenario");
    await mkdir(join(folder.path, "theirs/folder"), { recursive: true });
    await writeFile(join(folder.path, "secret.txt"), "secret");
    await writeFile(join(folder.path, "theirs/folder/inside.txt"), "inside");
    await writeFile(join(folder.path, "theirs/good.txt"), "good");
    await symlink(join(folder.path, "secret.txt"), join(folder.path, "theirs/link.txt"));
    await symlink(folder.path, join(folder.path, "theirs/linked"));
    const names = ["../secret.txt", join(folder.path, "secret.txt"), "link.txt", "linked/secret.txt", "linked/theirs/good.txt", "folder", "good.txt", "folder/inside.txt"];
    const file = join(folder.path, "theirs/bad.scenario.json");
    await writeFile(file, JSON.stringify({ name: "../../Stranger", steps: names.map(each => ({ step: "store", file: each })) }));
    const own = join(app.scenarios(), "Stranger");
    // A folder of that name is not written into unasked.
    await mkdir(own, { recursive: true });
    const before = person("leave");
    await vscode.commands.executeCommand("deck.local.loadScenario", vscode.Uri.file(file));
    before.done();
    assert.match(before.seen[0]?.text ?? "", /^Write files of the scenario "\.\.\/\.\.\/Stranger" into the folder Stranger, which is there already\?$/);
    const somebody = person({ press: "Write" });
    await vscode.commands.executeCommand("deck.local.loadScenario", vscode.Uri.file(file));
    somebody.done();
    assert.match(somebody.seen.at(-1)?.text ?? "", /Local Deck cannot use it\. steps\.0\.file must be a path inside the folder/);
    assert.deepEqual((await readdir(own, { recursive: true })).toSorted(), ["folder", "folder/inside.txt", "good.txt"]);

    await truncate(file, 60_000_000);
    const other = person();
    await vscode.commands.executeCommand("deck.local.loadScenario", vscode.Uri.file(file));
    other.done();
    assert.match(other.seen[0]?.text ?? "", /The file is larger than 50\.0 MB, which is too much for a scenario\./);
    await emptied(app.scenarios());
    await folder.close();
  });

  it("draws stand-ins where nothing is to go along, and says so of a run that goes on", async () => {
    const signed = await signedIn();
    const { deck } = signed;
    const id = await deck.run(await deck.task("Looks", [{ step: "screenshot", svg }, { step: "complete" }]));
    await eventually(async () => assert.equal((await deck.get(`/task-runs/${id}`))["status"], "completed"));
    const folder = await temporaryFolder("scenario");
    const file = join(folder.path, "looks.scenario.json");
    const somebody = person({ tick: [] }, { file }, "leave");
    await vscode.commands.executeCommand("deck.runs.saveScenario", { id });
    await eventually(() => assert.match(somebody.seen.at(-1)?.text ?? "", /^Saved\./));
    somebody.done();
    const { steps } = Scenario.parse(JSON.parse(await readFile(file, "utf8")));
    assert.ok(steps.some(step => step.step === "screenshot" && step.svg?.includes("Screenshot 1")));

    const going = await deck.run(await deck.task("Hangs", [{ step: "hang" }]));
    const other = person();
    await vscode.commands.executeCommand("deck.runs.saveScenario", { id: going });
    await eventually(() => assert.equal(other.seen.length, 1));
    other.done();
    assert.match(other.seen[0]?.text ?? "", /^Saving the scenario failed\. The run still goes on\. Save it once it has ended\./);
    await folder.close();
    await signed.close();
  });
});

/** The folder itself is watched. */
async function emptied(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}

/** What a run of the task gives in a Local Deck that has the scenarios of the folder. */
async function replayed(scenarios: string): Promise<unknown> {
  const data = await temporaryFolder("replay");
  const local = await startLocalDeck({ data: data.path, scenarios });
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${local.key}`, "content-type": "application/json" };
    return JSON.parse(await (await fetch(local.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })).text());
  };
  try {
    const agent = await call("POST", "/agents", { name: "Tester" });
    const task = await call("POST", "/tasks", { name: "Fetch bill", agent_id: agent["id"] });
    const { id } = await call("POST", `/tasks/${String(task["id"])}/run`, { input: { user: "john" } });
    await eventually(async () => assert.equal((await call("GET", `/task-runs/${String(id)}`))["status"], "interaction_required"));
    await call("POST", `/task-runs/${String(id)}/interaction`, { input: { answer: "Tom" } });
    return await eventually(async () => {
      const run = Run.parse(await call("GET", `/task-runs/${String(id)}?include=storage,artifacts`));
      assert.equal(run.status, "completed");
      const reasonings = run.artifacts?.screenshots?.map(({ reasoning }) => reasoning);
      return { output: run.output, reasonings, files: run.storage?.map(({ file_name }) => file_name) };
    });
  } finally {
    await local.close();
    await data.close();
  }
}
