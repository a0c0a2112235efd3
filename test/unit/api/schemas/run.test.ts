import assert from "node:assert/strict";
import { Run, RunPage, RunSummary } from "../../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../../src/api/schemas/runStatus.ts";
import { documentedRun, freshRun } from "./documentedRun.ts";

describe("a run", () => {
  it("keeps every documented member", () => {
    assert.deepEqual(Run.parse(documentedRun()), documentedRun());
  });

  it("keeps every null, and adds no section that was not sent", () => {
    assert.deepEqual(Run.parse(freshRun()), freshRun());
  });

  it("drops what is not documented, at every depth", () => {
    const run = documentedRun();
    const [file, screenshot] = [run.storage[0], run.artifacts.screenshots[0]];
    const [error, field] = [run.errors[0], run.interaction.fields[0]];
    for (const part of [run, file, run.artifacts, screenshot, error, run.interaction, field]) {
      Object.assign(part ?? {}, { brand_new: true });
    }
    assert.deepEqual(Run.parse(run), documentedRun());
  });

  it("leaves input, output and extraction as they are, with whatever they hold", () => {
    const json = { brand_new: true, deep: [{ status: "cancelling", runtime_ms: "12" }, null, "enc_AbC"] };
    const run = Run.parse({ ...freshRun(), input: json, output: json });
    assert.deepEqual([run.input, run.output], [json, json]);
  });

  const outputs = ["enc_AbC", 0, false, "", [], null];
  for (const output of outputs) {
    it(`takes ${JSON.stringify(output)} for an output`, () => {
      assert.deepEqual(Run.parse({ ...freshRun(), output }).output, output);
    });
  }

  const integers: [sent: unknown, read: number][] = [
    [0, 0],
    [41_200, 41_200],
    ["41200", 41_200],
    ["0", 0],
    ["-5", -5],
  ];
  for (const [sent, read] of integers) {
    it(`reads ${JSON.stringify(sent)} as the number ${read}`, () => {
      const run = documentedRun();
      const file = { ...run.storage[0], file_size: sent };
      const screenshot = { ...run.artifacts.screenshots[0], file_size: sent };
      const parsed = Run.parse({ ...run, runtime_ms: sent, storage: [file], artifacts: { screenshots: [screenshot] } });
      assert.deepEqual([parsed.runtime_ms, parsed.storage?.[0]?.file_size, parsed.artifacts?.screenshots?.[0]?.file_size], [read, read, read]);
    });
  }

  for (const odd of ["", "1.5", "01", "12ms", "0x10", "1e3", Number.NaN, true]) {
    it(`refuses ${JSON.stringify(odd)} where an integer belongs`, () => {
      assert.equal(Run.safeParse({ ...freshRun(), runtime_ms: odd }).success, false);
    });
  }

  for (const missing of ["id", "status", "task_id", "created_at", "updated_at"] as const) {
    it(`is none without its ${missing}`, () => {
      assert.equal(Run.safeParse({ ...freshRun(), [missing]: undefined }).success, false);
    });
  }
});

describe("the status of a run", () => {
  for (const status of runStatuses) {
    it(`can be ${status}`, () => assert.equal(RunSummary.parse({ ...freshRun(), status }).status, status));
  }

  const otherWords: [sent: string, read: string][] = [
    ["cancelling", "canceling"],
    ["pending", "review_required"],
    ["hibernating", "hibernating"],
    ["Completed", "Completed"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ];
  for (const [sent, read] of otherWords) {
    it(`reads ${sent} as ${read}`, () => assert.equal(RunSummary.parse({ ...freshRun(), status: sent }).status, read));
  }
});

describe("the sections of a run", () => {
  const screenshots = documentedRun().artifacts.screenshots;
  const cases: [title: string, sent: object, read: object][] = [
    ["are absent if they were not sent", {}, {}],
    ["are null if they were sent as null", { input: null, storage: null, artifacts: null }, { input: null, storage: null, artifacts: null }],
    ["can be empty lists", { storage: [], artifacts: { screenshots: [] } }, { storage: [], artifacts: { screenshots: [] } }],
    ["can be artifacts without screenshots", { artifacts: {} }, { artifacts: {} }],
    ["hold older servers' screenshots in the newest place", { screenshots }, { artifacts: { screenshots } }],
    ["hold an older server's empty list of screenshots", { screenshots: [] }, { artifacts: { screenshots: [] } }],
    ["tell an older server's null screenshots from absent ones", { screenshots: null }, { artifacts: null }],
    ["prefer the newest place where both are sent", { artifacts: { screenshots: [] }, screenshots }, { artifacts: { screenshots: [] } }],
  ];
  for (const [title, sent, read] of cases) {
    it(title, () => {
      const { input, storage, artifacts, ...rest } = Run.parse({ ...freshRun(), ...sent });
      const sections = { input, storage, artifacts };
      assert.deepEqual(Object.fromEntries(Object.entries(sections).filter(([, value]) => value !== undefined)), read);
      assert.equal("screenshots" in rest, false);
    });
  }
});

describe("a run in a list", () => {
  it("is read without what can be large", () => {
    const large = ["input", "tokenized", "output", "storage", "artifacts", "request_id"];
    const summary = Object.entries(documentedRun()).filter(([name]) => !large.includes(name));
    assert.deepEqual(RunSummary.parse(documentedRun()), Object.fromEntries(summary));
  });

  it("comes from older servers with fewer members", () => {
    const { id, status, task_id, created_at, updated_at } = freshRun();
    const least = { id, status, task_id, created_at, updated_at };
    assert.deepEqual(RunSummary.parse(least), { ...least, result: null });
  });
});

describe("a page of runs", () => {
  it("keeps its cursor and the request's name", () => {
    const page = { data: [], has_more: true, next_cursor: "eyJpZCI6ImEifQ==", request_id: "req_1" };
    assert.deepEqual(RunPage.parse(page), page);
  });

  it("can be the last, with or without a null cursor", () => {
    assert.deepEqual(RunPage.parse({ data: [], has_more: false, next_cursor: null }), { data: [], has_more: false, next_cursor: null });
    assert.deepEqual(RunPage.parse({ data: [], has_more: false }), { data: [], has_more: false });
  });

  it("is none without its data", () => {
    assert.equal(RunPage.safeParse({ has_more: false, next_cursor: null }).success, false);
  });
});
