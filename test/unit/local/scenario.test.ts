import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Assets } from "../../../src/local/agents/assets.ts";
import { fill } from "../../../src/local/agents/template.ts";
import { Scenario } from "../../../src/local/scenario.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

describe("A scenario", () => {
  const wrong: [title: string, step: object, path: string][] = [
    ["an unknown step", { step: "dance" }, "steps.0.step"],
    ["a misspelt member", { step: "wait", ms: 5, msec: 5 }, "steps.0"],
    ["a negative wait", { step: "wait", ms: -1 }, "steps.0.ms"],
    ["a screenshot of nothing", { step: "screenshot" }, "steps.0"],
    ["a screenshot of two things", { step: "screenshot", svg: "<svg/>", file: "a.png" }, "steps.0"],
    ["a file above its folder", { step: "screenshot", file: "../key" }, "steps.0.file"],
    ["an absolute file", { step: "store", file: "/etc/passwd" }, "steps.0.file"],
    ["a hidden file", { step: "store", file: ".env" }, "steps.0.file"],
    ["a question without fields", { step: "ask", type: "mfa", message: "?", fields: [] }, "steps.0.fields"],
    ["a mistake inside a repeat", { step: "repeat", times: 2, steps: [{ step: "wait", ms: "1" }] }, "steps.0.steps.0.ms"],
  ];
  for (const [title, step, path] of wrong) {
    it(`with ${title} is refused, saying where`, () => {
      const { error } = Scenario.safeParse({ name: "S", steps: [step] });
      assert.equal(error?.issues[0]?.path.join("."), path);
    });
  }

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
