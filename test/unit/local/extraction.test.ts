import assert from "node:assert/strict";
import { join } from "node:path";
import { StorageItem } from "../../../src/local/routes/replies.ts";
import { openApp } from "./openApp.ts";
import { downloaded, played, textFile } from "./playedRuns.ts";

describe("Extraction", () => {
  const invoice = { type: "object", required: ["amount"], properties: { amount: { type: "number" }, "due on": { type: "string" } } };
  const rows = { type: "array", items: { properties: { meter_id: { type: "integer" }, paid: { type: "boolean" } } } };
  const cases: [title: string, name: string, text: string, schema: object | undefined, extraction: unknown][] = [
    ["reads rows of a table", "a.csv", "id,name\n1,Ada\n2,\"Bo, jr\"\n", undefined, [{ id: "1", name: "Ada" }, { id: "2", name: "Bo, jr" }]],
    ["reads tables with semicolons", "a.csv", "\ufeffid;sum\n1;2,50\n", undefined, [{ id: "1", sum: "2,50" }]],
    ["tells columns of one name apart", "a.csv", "x,x,\n1,2,3\n", undefined, [{ x: "1", x_2: "2", column_3: "3" }]],
    ["takes __proto__ for a name like any other", "a.csv", "__proto__\n1\n", undefined, [JSON.parse('{"__proto__":"1"}')]],
    ["reads JSON", "a.json", '{"a":[1]}', undefined, { a: [1] }],
    ["reads text", "a.txt", "hello", undefined, { text: "hello" }],
    ["brings values into the schema's types", "a.csv", "Meter ID,Paid,More\n12,TRUE,x\n", rows, [{ meter_id: 12, paid: true }]],
    ["puts rows into the only list of an object", "a.csv", "paid\nfalse\n", { type: "object", properties: { bills: { ...rows } } }, { bills: [{ paid: false }] }],
    ["finds labelled lines of a text", "a.txt", "Invoice\nAmount: 12.50\nDue on: May 1\n", invoice, { amount: 12.5, "due on": "May 1" }],
    ["fails for JSON that is none", "a.json", "{", undefined, null],
    ["fails where a required member is missing", "a.txt", "no amount", invoice, null],
    ["fails for types that it does not read", "a.png", "PNG", undefined, null],
    ["fails for an empty table", "a.csv", "", undefined, null],
    ["fails for a PDF that is none", "a.pdf", "hello", undefined, null],
    ["fails for a PDF of which only the beginning is there", "a.pdf", "%PDF-1.4\n1 0 obj\n<</Type /Catalog", undefined, null],
  ];
  for (const [title, name, text, extraction_schema, extraction] of cases) {
    it(title, async () => {
      using app = await openApp();
      const { run, files } = await played(app, [textFile(text, name)], { enabled: true, extraction: true, extraction_schema });
      const item = await app.call(StorageItem, "GET", `/v2/storage/${files[0]?.id}`);
      assert.deepEqual([item.extraction, item.result], [extraction, extraction === null ? "failure" : "success"]);
      assert.equal(await downloaded(app, item.url), text);
      assert.equal(run.status, "completed");
    });
  }

  it("reads the text of a PDF", async () => {
    const assets = join(import.meta.dirname, "../../../media/demo");
    using app = await openApp({ assets });
    const { files } = await played(app, [{ step: "store", file: "northlight-bill-2026-11.pdf" }], { extraction: true });
    const [text = ""] = Object.values(Object(files[0]?.extraction)).map(String);
    assert.match(text, /^Northlight Energy\nCooperative power for Marlow Bay/);
    assert.match(text, /^Energy 742 kWh \$0\.14850 \$110\.19$/m);
  });

  it("leaves alone what is not to be extracted, and what a scenario says itself", async () => {
    using app = await openApp();
    assert.equal((await played(app, [textFile("{}", "a.json")])).files[0]?.extraction, null);
    const { files } = await played(app, [{ step: "store", text: "{}", name: "a.json", extraction: { own: 1 } }], { extraction: true });
    assert.deepEqual(files[0]?.extraction, { own: 1 });
  });
});
