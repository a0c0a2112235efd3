import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { AgentPage } from "../../../src/api/schemas/resources.ts";
import { RunPage } from "../../../src/api/schemas/run.ts";
import { pageOf, Screenshot } from "../../../src/local/routes/replies.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

async function addAgents(app: App, names: string): Promise<void> {
  for (const name of names.split("")) await app.send("POST", "/v2/agents", { name });
}

async function namesOf(app: App, query: string) {
  const page = await app.call(AgentPage, "GET", `/v2/agents?${query}`);
  const names = page.data.map(agent => agent.name).join("");
  return { names, next: page.next_cursor ?? "", more: page.has_more, last: page.data.at(-1)?.id };
}

describe("A list", () => {
  it("is newest first, 20 to a page where the call does not say", async () => {
    using app = await openApp();
    await addAgents(app, "abcdefghijklmnopqrstu");
    const page = await namesOf(app, "");
    assert.equal(page.names, "utsrqponmlkjihgfedcb");
    assert.equal(page.more, true);
  });

  it("goes on where it was, although things are added meanwhile", async () => {
    using app = await openApp();
    await addAgents(app, "abcde");
    const first = await namesOf(app, "limit=2");
    await addAgents(app, "fg");
    const second = await namesOf(app, `limit=2&cursor=${first.next}`);
    const third = await namesOf(app, `limit=2&cursor=${second.next}`);
    assert.deepEqual([first.names, second.names, third.names], ["ed", "cb", "a"]);
    assert.deepEqual([third.more, third.next], [false, ""]);
  });

  it("understands the older way to page, and ignores what it does not know", async () => {
    using app = await openApp();
    await addAgents(app, "abc");
    const first = await namesOf(app, "Limit=1&colour=blue&__proto__=1&constructor=1");
    assert.equal(first.names, "c");
    assert.equal((await namesOf(app, `starting_after=${first.last}`)).names, "ba");
  });

  it("goes backwards from an id, page by page", async () => {
    using app = await openApp();
    await addAgents(app, "abcdef");
    const { last } = await namesOf(app, "");
    const near = await namesOf(app, `ending_before=${last}&limit=2`);
    await addAgents(app, "g");
    const next = await namesOf(app, `limit=2&cursor=${near.next}`);
    const first = await namesOf(app, `limit=2&cursor=${next.next}`);
    assert.deepEqual([near.names, next.names, first.names], ["cb", "ed", "gf"]);
    assert.deepEqual([near.more, first.more, first.next], [true, false, ""]);
  });

  for (const query of ["ending_before=agt_none", "limit=0", "limit=101", "limit=-1", "limit=ten", "limit=1.5", "cursor=nonsense", "starting_after=agt_none"]) {
    it(`refuses ${query} as a problem`, async () => {
      using app = await openApp();
      assert.equal((await app.send("GET", `/v2/agents?${query}`)).status, 400);
    });
  }
});

describe("The list of runs", () => {
  async function setup(app: App) {
    const quick = await app.newTask([{ step: "complete" }]);
    const slow = await app.newTask([{ step: "wait", ms: 3_600_000 }]);
    const names = new Map<string, string>();
    for (const [name, task] of [["done", quick], ["busy", slow], ["late", slow]] as const) {
      const session = name === "late" ? { session_id: (await app.run(named(names, "busy"))).session_id } : {};
      names.set((await app.runTask(task, session)).id, name);
      await app.clock.play(10_000);
    }
    return { slow, read: async (query: string) => {
      const { data } = await app.call(RunPage, "GET", `/v2/task-runs?${query}`);
      return data.map(run => names.get(run.id)).join(" ");
    } };
  }
  const named = (names: Map<string, string>, name: string) => [...names].find(entry => entry[1] === name)?.[0] ?? "";
  const start = Date.parse("2026-03-31T12:00:00Z");
  const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

  const filters: [query: string, expected: string][] = [
    ["", "late busy done"],
    ["status=queued", "late"],
    ["status=queued&status=running", "late busy"],
    ["status[]=completed&status[]=queued", "late done"],
    ["status=unheard-of", ""],
    ["outcome=success", "done"],
    ["outcome=failure&outcome=unknown", ""],
    ["workflow_id=wflo_1", ""],
    ["source_id=src_none", ""],
    [`created_after=${at(5)}`, "late busy"],
    [`created_before=${at(5)}`, "done"],
    [`created_after=${at(5)}&created_before=${at(15)}`, "busy"],
  ];
  for (const [query, expected] of filters) {
    it(`has ${expected || "nothing"} for ${query || "no filter"}`, async () => {
      using app = await openApp();
      const { read } = await setup(app);
      assert.equal(await read(query), expected);
    });
  }

  it("has the runs of one task", async () => {
    using app = await openApp();
    const { read, slow } = await setup(app);
    assert.equal(await read(`task_id=${slow}&limit=1`), "late");
  });

  it("refuses a time that is none", async () => {
    using app = await openApp();
    assert.equal((await app.send("GET", "/v2/task-runs?created_after=yesterday")).status, 400);
  });
});

describe("The list of a run's screenshots", () => {
  it("is oldest first and goes on where it was, although more are taken meanwhile", async () => {
    using app = await openApp();
    const shot = (reasoning: string): ScenarioStep => ({ step: "screenshot", svg: "<svg/>", reasoning });
    const wait: ScenarioStep = { step: "wait", ms: 5000 };
    const { id } = await app.runTask(await app.newTask([shot("a"), shot("b"), shot("c"), wait, shot("d")]));
    await app.clock.play(1000);
    const read = (query: string) => app.call(pageOf(Screenshot), "GET", `/v2/task-runs/${id}/screenshots?${query}`);
    const names = (page: Awaited<ReturnType<typeof read>>) => page.data.map(({ reasoning }) => reasoning).join("");
    const first = await read("limit=2");
    await app.clock.play(5000);
    const second = await read(`limit=2&cursor=${first.next_cursor}`);
    assert.deepEqual([names(first), names(second), second.has_more], ["ab", "cd", false]);
    const answer = await app.app.request(String(first.data[0]?.url));
    assert.equal(await answer.text(), "<svg/>");
    assert.equal((await app.send("GET", "/v2/task-runs/trun_none/screenshots")).status, 404);
  });
});

describe("A list of runs with large inputs", () => {
  it("does not read them", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "complete" }]), { input: { text: "x".repeat(100_000) } });
    await app.clock.play(1000);
    const blob = app.deck.store.runs.get(id)?.input.blob;
    rmSync(app.deck.store.blobs.pathOf(String(blob)));
    assert.deepEqual((await app.call(RunPage, "GET", "/v2/task-runs")).data.map(run => run.id), [id]);
  });
});

describe("A retrieved run", () => {
  for (const [include, expected] of [
    ["", []],
    ["input", ["input"]],
    ["input,artifacts", ["input", "artifacts"]],
    ["storage,unheard-of", ["storage"]],
    ["screenshots", ["artifacts"]],
  ] as const) {
    it(`has only the sections asked for: ${include || "none"}`, async () => {
      using app = await openApp();
      const { id } = await app.runTask(await app.newTask());
      const run = JSON.stringify(await (await app.send("GET", `/v2/task-runs/${id}?include=${include}`)).json());
      const present = ["input", "storage", "artifacts"].filter(name => run.includes(`"${name}":`));
      assert.deepEqual(present, expected);
    });
  }
});
