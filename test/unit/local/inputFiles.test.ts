import assert from "node:assert/strict";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import type { Agent } from "../../../src/local/agents/agent.ts";
import { StorageItem } from "../../../src/local/routes/replies.ts";
import { openApp } from "./openApp.ts";
import { downloaded, playedAgain } from "./playedRuns.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("A file in the input", () => {
  /** Notes its input and what is in its files. */
  function reader() {
    const seen: unknown[] = [];
    const agent: Agent = {
      async execute(job, world) {
        seen.push(job.input);
        for (const { id } of job.files) seen.push(Buffer.from(await world.readFile(id)).toString());
        return { output: "by the agent" };
      },
    };
    return { seen, agents: () => agent };
  }
  const attached = { file_name: "bill.csv", file_type: "text/csv", content: base64("id\n1\n") };

  it("is kept as an attachment, and reaches the agent", async () => {
    const { seen, agents } = reader();
    using app = await openApp({ agents });
    const { run, files } = await playedAgain(app, await app.newTask(), { input: { note: "n", bills: [attached] } });
    const [item] = files;
    const input = { note: "n", bills: [{ file_name: "bill.csv", file_type: "text/csv", storage_id: item?.id }] };
    assert.deepEqual([run.input, seen], [input, [input, "id\n1\n"]]);
    assert.deepEqual([item?.purpose, item?.file_size, await downloaded(app, item?.url)], ["attachment", 5, "id\n1\n"]);
    assert.equal(app.deck.store.events.count("WHERE type = 'storage.created'"), 1);
  });

  it("may be a file of an earlier run", async () => {
    const { seen, agents } = reader();
    using app = await openApp({ agents });
    const task = await app.newTask();
    const first = await playedAgain(app, task, { input: { bill: attached } });
    const again = await playedAgain(app, task, { input: { bill: { storage_id: first.files[0]?.id } } });
    assert.notEqual(again.files[0]?.id, first.files[0]?.id);
    assert.equal(seen.at(-1), "id\n1\n");
  });

  it("is parsed without the agent where it is for extraction", async () => {
    const { seen, agents } = reader();
    using app = await openApp({ agents });
    const { run, files } = await playedAgain(app, await app.newTask(), { input: { bill: { ...attached, purpose: "extraction" } } });
    assert.deepEqual([run.status, run.output, seen], ["completed", [{ id: "1" }], []]);
    assert.deepEqual([files[0]?.purpose, files[0]?.extraction], ["extraction", [{ id: "1" }]]);
  });

  it("fails its run where it is for extraction and nothing can be extracted, and can still be downloaded", async () => {
    using app = await openApp();
    const bill = { file_name: "bill.json", file_type: "application/json", content: base64("{"), purpose: "extraction" };
    const { run, files } = await playedAgain(app, await app.newTask(), { input: { bill } });
    assert.deepEqual(run.errors?.map(({ type, code }) => [type, code]), [["storage", "extraction_failed"]]);
    const item = await app.call(StorageItem, "GET", `/v2/storage/${files[0]?.id}`);
    assert.deepEqual([item.result, await downloaded(app, item.url)], ["failure", "{"]);
  });

  const wrong: [title: string, file: object, field: string][] = [
    ["no base64", { ...attached, content: "no base64!" }, "bill.content"],
    ["a type that is none", { ...attached, file_type: "text/csv\r\nX: 1" }, "bill.file_type"],
    ["an empty name", { ...attached, file_name: "" }, "bill.file_name"],
    ["an unknown purpose", { ...attached, purpose: "output" }, "bill.purpose"],
    ["an unknown id", { storage_id: "stor_none" }, "bill.storage_id"],
  ];
  for (const [title, bill, field] of wrong) {
    it(`is refused with ${title}, and nothing starts`, async () => {
      using app = await openApp();
      const answer = await app.send("POST", `/v2/tasks/${await app.newTask()}/run`, { input: { bill } });
      assert.equal(answer.status, 422);
      assert.equal(ErrorBody.parse(await answer.json()).errors[0]?.field, field);
      assert.equal(app.deck.store.runs.count(), 0);
    });
  }
});
