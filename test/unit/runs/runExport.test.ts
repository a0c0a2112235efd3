import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import * as z from "zod";
import { Run } from "../../../src/api/schemas/run.ts";
import { exportHead, exportLine } from "../../../src/runs/runExport.ts";

const run = Run.parse({
  id: "trun_1",
  status: "completed",
  result: "success",
  task_id: "task_1",
  runtime_ms: 1200,
  created_at: "2026-03-31T12:00:00Z",
  updated_at: "2026-03-31T12:00:02Z",
  output: { city: 'Oslo, "the city"' },
  errors: [{ type: "task", code: "odd", message: "Line\nbreak" }],
  storage: [{ id: "stor_1", file_name: "bill.pdf", file_type: "application/pdf", file_size: 3, url: "https://files.example/signed", created_at: "2026-03-31T12:00:01Z" }],
});

describe("an exported run", () => {
  it("is a line of JSON with the sections that were chosen", () => {
    const line = exportLine("jsonl", { run, taskName: "Weather" }, ["output"]);
    assert.ok(line.endsWith("}\n") && !line.trimEnd().includes("\n"));
    const { task_name, output, errors, files, input } = JSON.parse(line);
    assert.deepEqual([task_name, output.city, errors.length, files, input], ["Weather", 'Oslo, "the city"', 1, undefined, undefined]);
  });

  it("has no addresses that open a file to whoever has them", () => {
    const line = exportLine("jsonl", { run, taskName: "Weather" }, ["files"]);
    assert.match(line, /bill\.pdf/);
    assert.doesNotMatch(line, /signed/);
  });

  it("is a row of a table, with as many cells as the head", () => {
    assert.equal(exportHead("csv", ["output"]).trimEnd().split(",").length, 14);
    const line = exportLine("csv", { run, taskName: "Weather, daily" }, ["output"]);
    assert.equal(
      line,
      'trun_1,task_1,"Weather, daily",completed,success,2026-03-31T12:00:00Z,2026-03-31T12:00:02Z,1200,,,,,"task/odd: Line\nbreak","{""city"":""Oslo, \\""the city\\""""}"\r\n',
    );
  });

  it("keeps every digit of its output and input, on one line", () => {
    const text = '{"id": "trun_1",\n "output": {\n  "meter": 12345678901234567890.10, "note": "a, b\\n" },\n "input": [ 1e400, -0.0 ]}';
    const raw = { run: Run.parse({ ...run, ...JSON.parse(text) }), taskName: "Weather", text };
    const line = exportLine("jsonl", raw, ["output", "input"]);
    assert.ok(line.endsWith(',"output":{"meter":12345678901234567890.10,"note":"a, b\\n"},"input":[1e400,-0.0]}\n'), line);
    assert.ok(exportLine("csv", raw, ["output", "input"]).endsWith('"{""meter"":12345678901234567890.10,""note"":""a, b\\n""}","[1e400,-0.0]"\r\n'));
  });

  it("is read by others as it was written, with all kinds of text", () => {
    const texts = ['say "hi"', "a,b", "two\r\nlines", "", " blank ", "ö 漢 😀", "'", '"', "=not\na formula"];
    const rows = texts.map(text => exportLine("csv", { run, taskName: text, text: JSON.stringify({ output: text }) }, ["output"]));
    const table = parse(exportHead("csv", ["output"]) + rows.join(""), { columns: true, record_delimiter: "\r\n", relax_quotes: false });
    const read = z.array(z.object({ id: z.string(), task_name: z.string(), output: z.string() })).parse(table);
    assert.deepEqual(read.map(({ task_name, output }) => [task_name, output]), texts.map(text => (text.startsWith("=") ? [`'${text}`, `'${text}`] : [text, text])));
  });

  for (const name of ["=1+1", "+cmd", "@SUM(A1)", "-2+3", "＝1+1"]) {
    it(`is no formula where its task is called ${name}`, () => assert.ok(exportLine("csv", { run, taskName: name }, []).includes(`,'${name},`)));
  }
});
