import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ajvModule from "ajv";
import { demoContent } from "../../../src/local/demo/demoContent.ts";
import { Scenario } from "../../../src/local/scenario.ts";
import { scenarioSchema, scenarioSchemaText } from "../../../src/local/scenarioSchema.ts";
import { root } from "../../support/paths.ts";

const file = join(root, "media/scenario.schema.json");

describe("The JSON Schema of scenarios", () => {
  const validate = new ajvModule.Ajv({ strict: false }).compile(scenarioSchema());

  it("is the file that is shipped (UPDATE=1 writes it)", () => {
    if (process.env["UPDATE"]) writeFileSync(file, scenarioSchemaText());
    assert.equal(readFileSync(file, "utf8"), scenarioSchemaText());
  });

  it("is the one that editors use for *.scenario.json", () => {
    const manifest: { contributes: { jsonValidation: readonly { fileMatch: string; url: string }[] } } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const ofScenarios = manifest.contributes.jsonValidation.filter(({ fileMatch }) => fileMatch === "*.scenario.json");
    assert.deepEqual(ofScenarios.map(({ url }) => url), ["./media/scenario.schema.json"]);
  });

  it("accepts the demo's scenarios", () => {
    for (const { scenario } of demoContent.tasks) assert.ok(validate(scenario), JSON.stringify(validate.errors));
  });

  const samples: [title: string, steps: unknown][] = [
    ["every step", [
      { step: "wait", ms: 1 },
      { step: "screenshot", svg: "<svg/>" },
      { step: "ask", type: "mfa", message: "?", fields: [{ name: "code" }], accept: { code: { pattern: "^\\d+$" }, other: [1, "2"] } },
      { step: "review", moment: "before_completing" },
      { step: "store", text: "a" },
      { step: "log", message: "x" },
      { step: "repeat", times: 2, steps: [{ step: "crash" }] },
      { step: "choose", cases: [{ when: { "input.plan": ["pro"] }, steps: [{ step: "hang" }] }], otherwise: [{ step: "complete" }] },
      { step: "fail", type: "auth", code: "auth_invalid", message: "No" },
    ]],
    ["an unknown step", [{ step: "dance" }]],
    ["an unknown member", [{ step: "wait", ms: 1, seconds: 2 }]],
    ["a picture of two kinds", [{ step: "screenshot", svg: "", file: "a.png" }]],
    ["a mistake far inside", [{ step: "choose", cases: [{ when: {}, steps: [{ step: "repeat", times: 1, steps: [{ step: "wait", ms: "1" }] }] }] }]],
    ["a list of no questions", [{ step: "ask", type: "mfa", message: "?", fields: [] }]],
    ["no list", {}],
  ];
  for (const [title, steps] of samples) {
    it(`says of ${title} what the server says`, () => {
      const scenario = { name: "S", steps };
      assert.equal(validate(scenario), Scenario.safeParse(scenario).success);
    });
  }
});
