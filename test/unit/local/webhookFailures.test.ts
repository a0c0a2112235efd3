import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { freePort } from "../../../src/host/push/tunnelRoute.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";
import { never, openReceiver, status, until } from "./receiver.ts";
import { deliveries, destination, namesIn, newAgent, patch, stored, subscribe } from "./webhookSetup.ts";

describe("A webhook", () => {
  for (const code of [200, 201, 204, 299]) {
    it(`that answers ${code} has taken the event`, async () => {
      using receiver = await openReceiver(status(code));
      using app = await openApp();
      const { id } = await subscribe(app, receiver.url);
      await newAgent(app);
      await stored(app, 1, "status IS NOT NULL");
      assert.deepEqual(await deliveries(app, id), ["success 1 delivered"]);
    });
  }

  for (const code of [301, 307, 400, 410, 500]) {
    it(`that answers ${code} has not`, async () => {
      using elsewhere = await openReceiver();
      using receiver = await openReceiver(response => response.writeHead(code, { location: elsewhere.url }).end());
      using app = await openApp();
      const { id } = await subscribe(app, receiver.url);
      await newAgent(app);
      await stored(app, 1, "status IS NOT NULL");
      assert.deepEqual(await deliveries(app, id), ["failure 1"]);
      assert.equal(elsewhere.got.length, 0);
    });
  }

  it("has 5 s to answer", async () => {
    using receiver = await openReceiver(never);
    const wallClock = new FakeClock();
    using app = await openApp({ wallClock });
    const { id } = await subscribe(app, receiver.url);
    await newAgent(app);
    await receiver.received(1);
    wallClock.advance(4999);
    assert.deepEqual(await deliveries(app, id), []);
    wallClock.advance(1);
    await stored(app, 1, "status IS NOT NULL");
    assert.deepEqual(await deliveries(app, id), ["failure 1"]);
  });

  it("is asked again after 5, 25 and 125 s, and is inactive when it failed then too", async () => {
    const lines: string[] = [];
    using receiver = await openReceiver();
    using watcher = await openReceiver();
    using app = await openApp({ log: line => void lines.push(line) });
    const { id } = await subscribe(app, receiver.url);
    await subscribe(app, watcher.url, { events: ["event_destination.deactivated"] });
    const attempts = (count: number) => until(() => lines.filter(line => line.includes("attempt")).length === count);
    const start = app.clock.now();
    const times: number[] = [];
    receiver.answerWith(response => {
      times.push(app.clock.now() - start);
      response.writeHead(500).end();
    });
    await newAgent(app);
    for (const [index, seconds] of [5, 25, 125].entries()) {
      await attempts(index + 1);
      await app.clock.play(seconds * 1000 - 1);
      await app.clock.play(1);
    }
    await attempts(4);
    assert.deepEqual(times, [0, 5000, 30_000, 155_000]);
    assert.equal((await destination(app, id)).status, "inactive");
    assert.deepEqual(await deliveries(app, id), ["failure 4"]);
    assert.equal(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size, 1);
    await watcher.received(1);
    await newAgent(app);
    await app.clock.play(3_600_000);
    assert.equal(receiver.got.length, 4);
  });

  it("that takes a repetition stays active", async () => {
    using receiver = await openReceiver(status(503));
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url);
    await newAgent(app);
    await stored(app, 1, "attempts = 1");
    receiver.answerWith(status(200));
    await app.clock.play(5000);
    await stored(app, 1, "due_at IS NULL");
    assert.deepEqual(await deliveries(app, id), ["success 2 delivered"]);
    assert.equal((await destination(app, id)).status, "active");
  });

  it("that is made active again gets what has been waiting, not what happened meanwhile", async () => {
    using receiver = await openReceiver(status(500));
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url);
    await newAgent(app, "waiting");
    await stored(app, 1, "attempts = 1");
    await patch(app, id, { status: "inactive" });
    await newAgent(app, "meanwhile");
    await app.clock.play(60_000);
    assert.equal(receiver.got.length, 1);
    receiver.answerWith(status(200));
    await patch(app, id, { status: "active" });
    await newAgent(app, "after");
    await receiver.received(3);
    assert.deepEqual(namesIn(receiver.got).toSorted(), ["after", "waiting", "waiting"]);
  });

  it("that nobody listens at counts as failed", async () => {
    using app = await openApp();
    const { id } = await subscribe(app, `http://127.0.0.1:${await freePort()}`);
    await newAgent(app);
    await stored(app, 1, "status IS NOT NULL");
    assert.deepEqual(await deliveries(app, id), ["failure 1"]);
  });

  it("that was deleted gets nothing more", async () => {
    using receiver = await openReceiver(status(500));
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url);
    await newAgent(app);
    await stored(app, 1, "attempts = 1");
    await app.send("DELETE", `/v2/event-destinations/${id}`);
    await newAgent(app);
    await app.clock.play(3_600_000);
    assert.equal(receiver.got.length, 1);
    assert.equal((await app.send("GET", `/v2/event-destinations/${id}/event-deliveries`)).status, 404);
    assert.equal(app.deck.store.outbox.deliveries.count(), 0);
  });

  it("that closes a connection which it had kept open loses nothing by it", async () => {
    const used = new WeakSet();
    using receiver = await openReceiver((response, { socket }) => {
      if (used.has(socket)) return socket.destroy();
      used.add(socket);
      return response.end();
    });
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url);
    for (const name of ["one", "two"]) {
      await newAgent(app, name);
      await stored(app, 0, "due_at IS NOT NULL");
    }
    assert.deepEqual(await deliveries(app, id), ["success 1 delivered", "success 1 delivered"]);
  });

  it("that never answers, or says too much, holds up no other", async () => {
    using silent = await openReceiver(never);
    using endless = await openReceiver(response => {
      const more = (): unknown => response.write("x".repeat(50_000), error => error ?? more());
      more();
    });
    using good = await openReceiver();
    using app = await openApp();
    await subscribe(app, silent.url);
    const talkative = await subscribe(app, endless.url);
    await subscribe(app, good.url);
    const names = Array.from({ length: 30 }, (_, index) => `agent ${index}`);
    for (const name of names) await newAgent(app, name);
    await good.received(30);
    assert.deepEqual(namesIn(good.got).toSorted(), names.toSorted());
    // No more than four at once to one destination.
    await silent.received(4);
    assert.equal(silent.got.length, 4);
    await endless.received(30);
    await stored(app, 30, `destination_id = '${talkative.id}' AND due_at IS NULL`);
  });
});

describe("Many events", () => {
  it("are all brought, four at once", async () => {
    const held: ServerResponse[] = [];
    // Nobody is answered before four ask.
    using receiver = await openReceiver(response => {
      held.push(response);
      if (held.length === 4) for (const waiting of held.splice(0)) waiting.end();
    });
    using app = await openApp();
    await subscribe(app, receiver.url);
    const { store } = app.deck;
    const names = Array.from({ length: 300 }, (_, index) => `agent ${index}`);
    store.transaction(() => {
      for (const name of names) store.addEvent("agent.created", app.clock.now(), { id: "agt_1", object: "agent", name });
    });
    await stored(app, 300, "status = 'success'");
    assert.deepEqual(new Set(namesIn(receiver.got)), new Set(names));
    assert.equal(receiver.got.length, 300);
  });
});

describe("After a restart", () => {
  it("events that were on their way are brought again, those that waited are brought, and none is lost", async () => {
    using folder = temporaryFolder();
    using receiver = await openReceiver(never);
    const first = await openApp({ data: folder.path });
    await subscribe(first, receiver.url);
    const names = Array.from({ length: 12 }, (_, index) => `agent ${index}`);
    for (const name of names) await newAgent(first, name);
    await receiver.received(4);
    first.close();
    assert.equal(receiver.got.length, 4);
    receiver.answerWith(status(200));
    using again = await openApp({ data: folder.path });
    await receiver.received(16);
    assert.deepEqual(new Set(namesIn(receiver.got)), new Set(names));
    await stored(again, 12, "status = 'success'");
  });

  it("repetitions go on where they were", async () => {
    using folder = temporaryFolder();
    using receiver = await openReceiver(status(500));
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await subscribe(first, receiver.url);
    await newAgent(first);
    await stored(first, 1, "attempts = 1");
    first.close();
    using again = await openApp({ data: folder.path, clock });
    await clock.play(4999);
    assert.equal(receiver.got.length, 1);
    await clock.play(1);
    await stored(again, 1, "attempts = 2");
    assert.deepEqual(await deliveries(again, id), ["failure 2"]);
  });
});

