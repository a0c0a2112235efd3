import assert from "node:assert/strict";
import { differencesText } from "../../../src/api/differencesText.ts";
import { deckSetup } from "./deckSetup.ts";
import { json } from "../../support/network/tinyServer.ts";

const context = { profile: "Deck", versions: "Task Runs for Deck 0.1.0" };

describe("The report of differences", () => {
  it("says that there are none, and when to look again", () => {
    assert.match(differencesText([], context), /^# Differences from what is known\n\nTask Runs for Deck 0\.1\.0, connected to Deck\.\n\nThere are none: .* run \*Report Differences\* again\.\n$/);
  });

  it("lists what was met, and says how to report it", () => {
    const text = differencesText(
      [
        { where: "GET /task-runs", path: "data[].priority", kind: "field", what: "number" },
        { where: "GET /task-runs", path: "data[].status", kind: "value", what: "hibernating" },
        { where: "GET /tasks", path: "", kind: "mismatch", what: "object" },
      ],
      context,
    );
    const lines = text.replaceAll(/ +/g, " ").split("\n").filter(line => line.startsWith("| GET"));
    assert.deepEqual(lines, [
      "| GET /task-runs | data[].priority | unknown member (number) |",
      "| GET /task-runs | data[].status | unknown value: hibernating |",
      "| GET /tasks | (the whole answer) | of another form than the expected one (object) |",
    ]);
    assert.match(text, /Please report it: .* copy this document/);
  });

  it("says that there may be more where no more are kept", () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ where: "GET /tasks", path: `new_${at}`, kind: "field" as const, what: "string" }));
    assert.match(differencesText(many, context), /There may be more: no more than 500 are kept\./);
    assert.doesNotMatch(differencesText(many.slice(1), context), /There may be more/);
  });

  it("has names and types of what a server sent, and no contents", async () => {
    const contents = ["trun_secretsecret", "Zoë Example", "hunter2", "evt quoted | text"];
    const run = {
      id: contents[0], status: "completed", task_id: "task_1", result: 17, output: { name: contents[1] }, novelty: { pin: contents[2] }, "a | strange\nname": 1,
      created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:00Z", interaction: { type: contents[3], fields: [] },
    };
    await using made = await deckSetup({ answers: [json(run)] });
    await made.client.runs.get("trun_secretsecret").catch(() => undefined);
    const text = differencesText(made.client.differences(), context);
    assert.match(text, /\| novelty +\| unknown member \(object\)/);
    assert.deepEqual(contents.filter(content => text.includes(content)), []);
    assert.deepEqual(text.split("\n").filter(line => line.startsWith("| GET")).filter(line => !/^\| [^|]+ \| [^|]+ \| [^|]+ \|$/.test(line)), [], "no name breaks the table");
  });
});
