import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ajvModule from "ajv";
import { readTaskFile, taskFileEnding, taskFileSchemaText } from "../../../src/tasks/taskFile.ts";
import { root } from "../../support/paths.ts";

const file = join(root, "media/task-file.schema.json");

describe("readTaskFile", () => {
  it("reads all that a file can say", () => {
    const said = { $schema: "./task-file.schema.json", name: "Bill of May", task: "task_1", input: { month: 5 }, credential: "cred_1" };
    assert.deepEqual(readTaskFile(JSON.stringify(said)), { kind: "file", file: said });
  });

  const refused: [title: string, text: string, why: RegExp, pointer: string][] = [
    ["what is no JSON", "{", /^It is no JSON\. /, ""],
    ["what is no object", "[]", /^A task file is an object/, ""],
    ["no task", "{}", /^"task" is missing: the id of the task to run\.$/, "/task"],
    ["an input that is no object", '{"task":"t","input":1}', /^"input": .*expected record/, "/input"],
    ["a member that it does not know", '{"task":"t","inputs":{}}', /^"inputs" is not known here\.$/, ""],
    ["two places", '{"task":"t","source":"s","credential":"c"}', /name one of them\.$/, ""],
  ];
  for (const [title, text, why, pointer] of refused) {
    it(`says why nothing can be run with ${title}`, () => {
      const read = readTaskFile(text);
      assert.ok(read.kind === "unusable");
      assert.match(read.why, why);
      assert.equal(read.pointer, pointer);
    });
  }
});

describe("the JSON Schema of task files", () => {
  const validate = new ajvModule.Ajv({ strict: false }).compile(JSON.parse(taskFileSchemaText()));

  it("is the file that is shipped (UPDATE=1 writes it)", () => {
    if (process.env["UPDATE"]) writeFileSync(file, taskFileSchemaText());
    assert.equal(readFileSync(file, "utf8"), taskFileSchemaText());
  });

  it("is the one that editors use", () => {
    const manifest: { contributes: { jsonValidation: readonly { fileMatch: string; url: string }[] } } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    assert.ok(manifest.contributes.jsonValidation.some(({ fileMatch, url }) => fileMatch === `*${taskFileEnding}` && url === "./media/task-file.schema.json"));
  });

  for (const text of ['{"task":"t"}', '{"task":"t","input":{},"session":"s"}', "{}", '{"task":""}', '{"task":"t","source":"s","credential":"c"}', '{"task":"t","more":1}', "[]"]) {
    it(`says of ${text} what the reader says`, () => assert.equal(validate(JSON.parse(text)), readTaskFile(text).kind === "file"));
  }
});
