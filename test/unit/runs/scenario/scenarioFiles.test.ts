import assert from "node:assert/strict";
import { assetName, filesOfScenario, freeName, renamed, scenarioName, withFileNames } from "../../../../src/runs/scenario/scenarioFiles.ts";

const scenario = {
  name: "Bill",
  steps: [
    { step: "screenshot", file: "bill/1.png" },
    { step: "repeat", times: 2, steps: [{ step: "store", file: "bill/a.csv" }, { step: "screenshot", file: "bill/1.png" }] },
    { step: "choose", cases: [{ when: {}, steps: [{ step: "store", file: "../secret.txt" }] }] },
    { step: "complete", output: { file: "no file of ours" } },
  ],
};

describe("the files of a scenario", () => {
  it("are found wherever they stand, each once, and only inside its folder", () => {
    assert.deepEqual(filesOfScenario(scenario), ["bill/1.png", "bill/a.csv"]);
  });

  it("can be elsewhere, and all else stays", () => {
    const moved = withFileNames(scenario, file => `there/${file}`);
    assert.deepEqual(filesOfScenario(moved), ["there/bill/1.png", "there/bill/a.csv"]);
    assert.deepEqual(withFileNames(moved, file => file.replace("there/", "")), scenario);
  });

  const names: [title: string, value: unknown, name: string | undefined][] = [
    ["its name", scenario, "Bill"],
    ["nothing of a list", [scenario], undefined],
    ["nothing of an empty name", { name: "" }, undefined],
    ["nothing of a number", 7, undefined],
  ];
  for (const [title, value, name] of names) it(`tell ${title}`, () => assert.equal(scenarioName(JSON.parse(JSON.stringify(value))), name));

  it("have plain names", () => {
    assert.deepEqual(["Zähler ablesen?", "../../x", ".hidden", "a/b"].map(assetName), ["Za_hler ablesen_", "x", "_.hidden", "b"]);
  });

  it("go with another name, where a task comes along that it can be of", () => {
    assert.equal(freeName("Bill", ["Bill", "Bill (2)"]), "Bill (3)");
    assert.deepEqual(renamed({ name: "Bill", task: {}, steps: [] }, "Bill (2)"), { name: "Bill (2)", task: {}, steps: [] });
    assert.equal(renamed(scenario, "Bill (2)"), undefined);
  });
});
