import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Assets } from "../../../src/local/agents/assets.ts";
import { fill } from "../../../src/local/agents/template.ts";
import { ScenarioChoice } from "../../../src/local/chosenScenario.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { check, placeOf } from "../../../src/local/server/mistakes.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const ask: ScenarioStep = { step: "ask", type: "mfa", message: "The code?", fields: [{ name: "code" }] };

/** How a run of these steps with this input stands after a second. */
async function played(app: Awaited<ReturnType<typeof openApp>>, steps: readonly ScenarioStep[], input: object = {}) {
  const { id } = await app.runTask(await app.newTask(steps), { input });
  await app.clock.play(1000);
  return app.run(id);
}

describe("A scenario", () => {
  const wrong: [title: string, step: unknown, mistake: string][] = [
    ["an unknown step", { step: "dance" }, "steps.0.step must be \"wait\", \"screenshot\", \"ask\""],
    ["a step without a name", {}, "steps.0.step must be \"wait\""],
    ["no step at all", 7, "steps.0 must be an object"],
    ["a misspelt member", { step: "wait", ms: 5, msec: 5 }, "steps.0 must not have \"msec\", which is not known here"],
    ["a negative wait", { step: "wait", ms: -1 }, "steps.0.ms must be at least 0"],
    ["half a millisecond", { step: "wait", ms: 0.5 }, "steps.0.ms must be a whole number"],
    ["a wait without a time", { step: "wait" }, "steps.0.ms is required and must be a number"],
    ["a screenshot of nothing", { step: "screenshot" }, "steps.0 needs either file or svg"],
    ["a screenshot of two things", { step: "screenshot", svg: "<svg/>", file: "a.png" }, "steps.0 needs either file or svg"],
    ["a file above its folder", { step: "screenshot", file: "../key" }, "steps.0.file must be a path inside the folder"],
    ["an absolute file", { step: "store", file: "/etc/passwd" }, "steps.0.file must be a path inside the folder"],
    ["a hidden file", { step: "store", file: ".env" }, "steps.0.file must be a path inside the folder"],
    ["a question without fields", { step: "ask", type: "mfa", message: "?", fields: [] }, "steps.0.fields must have at least 1 entries"],
    ["an answer that is no list", { ...ask, accept: { code: 5 } }, "steps.0.accept.code must be a list or an object"],
    ["a pattern that is none", { ...ask, accept: { code: { pattern: "(" } } }, "steps.0.accept.code.pattern must be a regular expression"],
    ["an unknown moment", { step: "review", moment: "later" }, "steps.0.moment must be \"before_continuing\" or \"before_completing\""],
    ["a mistake inside a repeat", { step: "repeat", times: 2, steps: [{ step: "wait", ms: "1" }] }, "steps.0.steps.0.ms must be a number"],
    ["a case without steps", { step: "choose", cases: [{ when: {} }] }, "steps.0.cases.0.steps is required and must be a list"],
    ["a path with a blank", { step: "choose", cases: [{ when: { "a b": [] }, steps: [] }] }, "steps.0.cases.0.when.a b must be a path such as input.plan"],
    ["a mistake in what is left", { step: "choose", cases: [{ when: {}, steps: [] }], otherwise: [{ step: "log" }] }, "steps.0.otherwise.0.message is required"],
  ];
  for (const [title, step, mistake] of wrong) {
    it(`with ${title} is refused, saying where and what was expected`, () => {
      const checked = check(ScenarioChoice, { name: "S", steps: [step] });
      const said = "issues" in checked ? checked.issues.map(issue => `${placeOf(issue)} ${issue.message}`) : [];
      assert.equal(said.length, 1, said.join("\n"));
      assert.equal(said[0]?.slice(0, mistake.length), mistake);
    });
  }

  it("that is chosen by name and wrongly says so of the name", () => {
    const checked = check(ScenarioChoice, { use: 5 });
    assert.deepEqual("issues" in checked && checked.issues.map(issue => `${placeOf(issue)} ${issue.message}`), ["use must be a text"]);
  });

  it("that is refused leaves the one that was there", async () => {
    using app = await openApp();
    const task = await app.newTask([{ step: "complete", output: "first" }]);
    const answer = await app.send("PUT", `/control/tasks/${task}/scenario`, { name: "S", steps: [{ step: "dance" }] });
    assert.equal(answer.status, 422);
    const { id } = await app.runTask(task);
    await app.clock.play(1000);
    assert.equal((await app.run(id)).output, "first");
  });

  it("that is chosen later is for later runs", async () => {
    using app = await openApp();
    const task = await app.newTask([{ step: "complete", output: "first" }]);
    const { id } = await app.runTask(task);
    await app.send("PUT", `/control/tasks/${task}/scenario`, { name: "S", steps: [{ step: "complete", output: "second" }] });
    await app.clock.play(1000);
    assert.equal((await app.run(id)).output, "first");
  });
});

describe("A placeholder", () => {
  const values = { input: { name: "Ada", count: 2, deep: { list: [1, 2] } }, answers: { code: "007" } };
  const cases: [template: Parameters<typeof fill>[0], expected: unknown][] = [
    ["{{input.name}}", "Ada"],
    ["{{ input.count }}", 2],
    ["{{input.deep.list}}", [1, 2]],
    ["{{input.deep.list.1}}", 2],
    ["{{input.missing}}", null],
    ["{{input.constructor}}", null],
    ["{{input.name.length.x}}", null],
    ["Hi {{input.name}}, {{input.count}} of {{input.deep}}{{input.missing}}", 'Hi Ada, 2 of {"list":[1,2]}'],
    [["{{answers.code}}", { a: "{{input.count}}" }], ["007", { a: 2 }]],
    ["{{input.name", "{{input.name"],
  ];
  for (const [template, expected] of cases) {
    it(`in ${JSON.stringify(template)} becomes ${JSON.stringify(expected)}`, () => assert.deepEqual(fill(template, values), expected));
  }
});

describe("The assets folder", () => {
  it("gives its files with their media types, and nothing outside, by links neither", () => {
    using folder = temporaryFolder();
    const assets = join(folder.path, "assets");
    mkdirSync(join(assets, "bill"), { recursive: true });
    writeFileSync(join(assets, "bill", "page.webp"), "picture");
    writeFileSync(join(folder.path, "secret"), "secret");
    symlinkSync(join(folder.path, "secret"), join(assets, "link"));
    const { bytes, name, type } = new Assets(assets).read("bill/page.webp");
    assert.deepEqual([Buffer.from(bytes).toString(), name, type], ["picture", "page.webp", "image/webp"]);
    for (const path of ["../secret", "link", "missing.png", "."]) assert.throws(() => new Assets(assets).read(path), path);
  });
});

describe("A choice", () => {
  const choose: ScenarioStep = {
    step: "choose",
    cases: [
      { when: { "input.plan": ["pro", "team"], "input.seats": { pattern: "^[1-9]$" } }, steps: [{ step: "complete", output: "few" }] },
      { when: { "input.plan": ["{{input.wanted}}"] }, steps: [{ step: "complete", output: "as wanted" }] },
      { when: { "input.odd.list": [[1, 2]] }, steps: [] },
    ],
    otherwise: [{ step: "complete", output: "other" }],
  };
  const cases: [input: object, output: unknown][] = [
    [{ plan: "pro", seats: 3 }, "few"],
    [{ plan: "team", seats: "9" }, "few"],
    [{ plan: "pro", seats: 30 }, "other"],
    [{ plan: "x", wanted: "x" }, "as wanted"],
    [{ odd: { list: [1, 2] } }, "after"],
    [{}, "other"],
  ];
  for (const [input, output] of cases) {
    it(`for ${JSON.stringify(input)} leads to ${JSON.stringify(output)}`, async () => {
      using app = await openApp();
      assert.equal((await played(app, [choose, { step: "complete", output: "after" }], input)).output, output);
    });
  }

  it("stays what it was after a restart, and goes on inside", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const shot: ScenarioStep = { step: "screenshot", svg: "<svg/>" };
    const steps: ScenarioStep[] = [{ step: "choose", cases: [{ when: {}, steps: [shot, { step: "wait", ms: 5000 }, { step: "complete", output: 1 }] }] }];
    const { id } = await played(first, steps);
    first.close();
    using app = await openApp({ data: folder.path, clock });
    await clock.play(6000);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.output, run.artifacts?.screenshots?.length], ["completed", 1, 1]);
  });
});

describe("A step", () => {
  it("that crashes fails the run with the reason", async () => {
    using app = await openApp();
    const run = await played(app, [{ step: "crash", message: "Out of memory at {{input.page}}." }], { page: 3 });
    assert.deepEqual([run.status, run.errors], ["failed", [{ type: "task", code: "agent_failed", message: "Out of memory at 3." }]]);
  });

  it("that asks takes what fits the pattern, and asks for anything else again", async () => {
    using app = await openApp();
    const steps: ScenarioStep[] = [
      { ...ask, accept: { code: { pattern: "^\\d{6}$" } }, retry_message: "Six digits." },
      { step: "complete", output: "{{answers.code}}" },
    ];
    const { id } = await played(app, steps);
    const answer = (code: unknown) => app.send("POST", `/v2/task-runs/${id}/interaction`, { input: { code } });
    await answer("12");
    await app.clock.play(0);
    assert.equal((await app.run(id)).interaction?.message, "Six digits.");
    await answer(123456);
    await app.clock.play(0);
    assert.equal((await app.run(id)).output, 123456);
  });

  it("that asks can name what was put in, and want it back", async () => {
    using app = await openApp();
    const steps: ScenarioStep[] = [
      {
        step: "ask",
        type: "account_selection",
        message: "Which?",
        fields: [{ name: "account_id", label: "Of {{input.name}}", options: [{ value: "{{input.id}}", label: "No. {{input.id}}" }] }],
        accept: { account_id: ["{{input.id}}"] },
      },
      { step: "complete" },
    ];
    const run = await played(app, steps, { name: "Ada", id: 7 });
    assert.deepEqual(run.interaction?.fields, [{ name: "account_id", label: "Of Ada", options: [{ value: "7", label: "No. 7" }] }]);
    await app.send("POST", `/v2/task-runs/${run.id}/interaction`, { input: { account_id: "7" } });
    await app.clock.play(0);
    assert.equal((await app.run(run.id)).status, "completed");
  });

  it("that takes no time lets others have their turn, however often it is repeated", async () => {
    using app = await openApp();
    const steps: ScenarioStep[] = [{ step: "repeat", times: 100_000, steps: [{ step: "log", message: "x" }] }];
    const { id } = await played(app, steps);
    assert.equal((await app.send("POST", `/v2/task-runs/${id}/cancel`)).status, 200);
    await app.clock.play(0);
    assert.equal((await app.run(id)).status, "canceled");
  });
});
