import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import * as z from "zod";
import { AgentPage } from "../../../src/api/schemas/resources.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { pageOf } from "../../../src/api/schemas/wire.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";
import { until } from "./receiver.ts";

const Time = z.object({ now: z.string(), speed: z.number() });
const hour = 3_600_000;

describe("The clock", () => {
  it("is moved, and what comes due has happened when the call is answered", async () => {
    using app = await openApp();
    const before = await app.call(Time, "GET", "/control/clock");
    const { id } = await app.runTask(await app.newTask([{ step: "wait", ms: hour / 3 }, { step: "wait", ms: 1000 }, { step: "complete" }]));
    const after = await app.call(Time, "POST", "/control/clock", { advance_ms: hour });
    assert.equal(Date.parse(after.now) - Date.parse(before.now), hour);
    const run = await app.run(id);
    assert.deepEqual([run.status, run.runtime_ms], ["completed", hour / 3 + 1000]);
  });

  it("runs faster when it was told to", async () => {
    using app = await openApp({ speed: 100 });
    const { id } = await app.runTask(await app.newTask([{ step: "wait", ms: hour / 2 - 1000 }, { step: "complete" }]));
    await app.clock.play(hour / 100);
    assert.equal((await app.run(id)).status, "completed");
  });

  it("never goes back, by a restart neither", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    await first.send("POST", "/control/clock", { advance_ms: 100 * hour });
    const old = await first.runTask(await first.newTask());
    first.close();
    using app = await openApp({ data: folder.path, clock });
    const young = await app.runTask(old.task_id);
    const { data } = await app.call(pageOf(Run), "GET", "/v2/task-runs");
    assert.deepEqual(data.map(run => run.id), [young.id, old.id]);
  });

  it("is not moved back or by something else", async () => {
    using app = await openApp();
    assert.equal((await app.send("POST", "/control/clock", { advance_ms: -1 })).status, 422);
    assert.equal((await app.send("POST", "/control/clock", {})).status, 400);
  });
});

describe("Beginning anew", () => {
  it("forgets everything, keeps the key, and new runs play", async () => {
    using app = await openApp();
    const large = { output: "x".repeat(100_000) };
    const task = await app.newTask([{ step: "screenshot", svg: "<svg/>" }, { step: "hang" }]);
    const old = await app.runTask(task, { input: large });
    await app.clock.play(1000);
    await app.runTask(task);
    await app.send("POST", "/control/faults", { path: "/v2/agents", status: 500 });
    assert.equal((await app.send("POST", "/control/reset")).status, 200);

    assert.deepEqual((await app.call(AgentPage, "GET", "/v2/agents")).data, []);
    assert.equal((await app.send("GET", `/v2/task-runs/${old.id}`)).status, 404);
    assert.equal(app.deck.store.events.count(), 0);
    assert.deepEqual(app.clock.pending.filter(ms => ms < 60_000), []);

    const { id } = await app.runTask(await app.newTask([{ step: "complete", output: 1 }]));
    await app.clock.play(1000);
    assert.equal((await app.run(id)).output, 1);
  });

  it("lets nothing go out that was still to be delivered", async () => {
    const asked: string[] = [];
    await using receiver = await listening(path => asked.push(path));
    using app = await openApp();
    const webhook = { url: `http://127.0.0.1:${receiver.port}/hook` };
    await app.send("POST", "/v2/event-destinations", { name: "D", type: "webhook", events: ["agent.created"], webhook });
    await app.send("POST", "/v2/agents", { name: "A" });
    await until(() => asked.length > 0);
    await app.send("POST", "/control/reset");
    receiver.refuse();
    for (let turns = 0; turns < 20; turns += 1) await app.clock.play(hour);
    assert.deepEqual(asked, ["/hook"]);
  });
});

/** A webhook that answers nothing until it refuses. */
async function listening(onRequest: (path: string) => void) {
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    onRequest(request.url ?? "");
    waiting.push(response);
  });
  await new Promise<void>(resolve => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    refuse: () => waiting.forEach(response => response.writeHead(500).end()),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => void server.close(resolve));
    },
  };
}
