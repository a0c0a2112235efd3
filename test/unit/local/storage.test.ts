import assert from "node:assert/strict";
import * as z from "zod";
import { Credential, Source } from "../../../src/api/schemas/resources.ts";
import { StoredFile } from "../../../src/api/schemas/storedFile.ts";
import { pageOf } from "../../../src/api/schemas/wire.ts";
import { StorageItem } from "../../../src/local/routes/replies.ts";
import { openApp } from "./openApp.ts";
import { downloaded, played, playedAgain, textFile } from "./playedRuns.ts";

describe("A storage item", () => {
  it("has all that any version of the documents shows", async () => {
    using app = await openApp();
    const { run, files } = await played(app, [textFile("a,b\n1,2\n", "list.csv")]);
    const Answer = StorageItem.extend({ request_id: z.string() });
    const item = await app.call(Answer, "GET", `/v2/storage/${files[0]?.id}`);
    const { id, url, created_at, fetch_date, request_id, ...rest } = item;
    assert.match(id, /^stor_/);
    assert.match(request_id, /^req_/);
    assert.equal(created_at, fetch_date);
    assert.equal(await downloaded(app, url), "a,b\n1,2\n");
    assert.deepEqual(rest, {
      object: "storage",
      file_name: "list.csv",
      file_type: "text/csv",
      file_size: 8,
      purpose: "output",
      extraction: null,
      task_run_id: run.id,
      metadata: null,
      result: "success",
    });
  });

  it("that is not there is 404", async () => {
    using app = await openApp();
    const answer = await app.send("GET", "/v2/storage/stor_none");
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /storage_not_found/);
    assert.equal((await app.send("GET", "/v2/task-runs/trun_none/storage")).status, 404);
  });

  it("is listed with those of its run, oldest first, in pages", async () => {
    using app = await openApp();
    const { run } = await played(app, ["1", "2", "3"].map(text => textFile(text, `${text}.txt`)));
    await played(app, [textFile("other", "other.txt")]);
    const page = (query: string) => app.call(pageOf(StoredFile), "GET", `/v2/task-runs/${run.id}/storage?limit=2${query}`);
    const first = await page("");
    const second = await page(`&cursor=${first.next_cursor}`);
    assert.deepEqual([first, second].map(({ data }) => data.map(item => item.file_name)), [["1.txt", "2.txt"], ["3.txt"]]);
    assert.deepEqual([first.has_more, second.has_more], [true, false]);
  });

  it("is told of by an event", async () => {
    using app = await openApp();
    const { run } = await played(app, [textFile("1", "1.txt")]);
    const events = app.deck.store.events.select("WHERE type = 'storage.created'");
    assert.deepEqual(events.map(({ data }) => [data["task_run_id"], data["file_name"]]), [[run.id, "1.txt"]]);
  });

  it("is not made where the task switches files off", async () => {
    using app = await openApp();
    assert.deepEqual((await played(app, [textFile("1", "1.txt")], { enabled: false })).files, []);
  });
});

describe("Deduplication", () => {
  const twice = [textFile("id\n1\n", "a.csv"), textFile("id\n1\n", "b.csv"), textFile("id\n2\n", "c.csv")];
  const names = (files: readonly { file_name: string }[]) => files.map(({ file_name }) => file_name);

  it("keeps equal files of a task once", async () => {
    using app = await openApp();
    const { task, files } = await played(app, twice, { deduplication: true });
    assert.deepEqual(names(files), ["a.csv", "c.csv"]);
    assert.deepEqual(names((await playedAgain(app, task)).files), []);
    assert.deepEqual(names((await played(app, twice, { deduplication: true })).files), ["a.csv", "c.csv"]);
  });

  it("keeps them for each credential", async () => {
    using app = await openApp();
    const { task } = await played(app, twice, { deduplication: true });
    const { id: source_id } = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://a.test" } });
    const { id: credential_id } = await app.call(Credential, "POST", "/v2/credentials", { source_id });
    assert.deepEqual(names((await playedAgain(app, task, { credential_id })).files), ["a.csv", "c.csv"]);
  });

  it("goes by the fields of the schema where the extraction has them", async () => {
    using app = await openApp();
    const steps = [
      textFile('{"number":"7","printed":1}', "a.json"),
      textFile('{"number":"7","printed":2}', "b.json"),
      textFile('{"number":"8","printed":2}', "c.json"),
      textFile('{"printed":2}', "d.json"),
    ];
    const deduplication_schema = { type: "object", properties: { number: { type: "string" } } };
    const { files } = await played(app, steps, { extraction: true, deduplication: true, deduplication_schema });
    assert.deepEqual(names(files), ["a.json", "c.json", "d.json"]);
  });
});
