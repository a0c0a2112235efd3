import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalDeck, startLocalDeck } from "../../../../src/local/localDeck.ts";
import { eventually } from "../../../host/support/eventually.ts";
import { lateAnswers, pushSetup } from "./pushSetup.ts";

describe("Push from a server on this machine", function () {
  this.timeout(60_000);
  let data: string;
  let deck: LocalDeck;
  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), "deck-push-"));
    deck = await startLocalDeck({ data });
  });
  afterEach(async () => {
    await deck.close();
    await rm(data, { recursive: true, force: true });
  });

  it("is healthy once the first event has come, and tells of runs from then on", async () => {
    const { open, pushed, heard, startRun } = pushSetup(deck);
    const push = open();
    await eventually(() => assert.deepEqual(pushed, [true]));
    const id = await startRun();
    await eventually(() => assert.ok(heard.filter(each => each === id).length >= 2, "queued and running"));
    assert.equal(push.isHealthy, true);
    await push.close();
    assert.deepEqual(pushed, [true, false]);
  });

  it("is told of runs alone, at a port and a path that nobody can guess", async () => {
    const { open, destinations } = pushSetup(deck);
    const push = open();
    const [made] = await eventually(async () => {
      const all = await destinations();
      assert.equal(all.length, 1);
      return all;
    });
    assert.ok(made);
    assert.ok(made.events.every(type => /^(task_run|event_destination)\./.test(type)));
    assert.match(made.webhook?.url ?? "", new RegExp(`^http://127\\.0\\.0\\.1:${push.port}/[\\w-]{32}$`));
    assert.equal(made.webhook?.secret, undefined);
    await push.close();
  });

  it("leaves no destination behind", async () => {
    const { open, pushed, destinations } = pushSetup(deck);
    const push = open();
    await eventually(() => assert.deepEqual(pushed, [true]));
    await push.close();
    assert.deepEqual(await destinations(), []);
  });

  it("leaves none behind that the server was just making", async () => {
    const { fetch, arrive } = lateAnswers();
    const { open, destinations } = pushSetup(deck, fetch);
    const push = open();
    await eventually(async () => assert.equal((await destinations()).length, 1));
    const closing = push.close();
    arrive();
    await closing;
    assert.deepEqual(await destinations(), []);
  });

  it("waits for a server that does not answer no longer than it is told to", async () => {
    const { open, destinations } = pushSetup(deck, lateAnswers().fetch);
    const push = open();
    await eventually(async () => assert.equal((await destinations()).length, 1));
    await push.close(AbortSignal.abort());
    assert.equal(push.port, undefined);
  });

  it("takes away what a window has left that is gone, and nothing else", async () => {
    const { client, open, pushed, destinations } = pushSetup(deck);
    const living = open();
    await eventually(() => assert.deepEqual(pushed, [true]));
    const [mine] = await destinations();
    const stranger = createServer((_, answer) => answer.writeHead(200).end()).listen(0, "127.0.0.1");
    await new Promise(resolve => stranger.once("listening", resolve));
    const address = stranger.address();
    assert.ok(mine && typeof address === "object" && address);
    const leave = (name: string, url: string) => client.destinations.create({ name, type: "webhook", events: ["*"], webhook: { url } });
    await leave(mine.name, "http://127.0.0.1:1/gone");
    await leave(mine.name, `http://127.0.0.1:${address.port}/now-of-somebody-else`);
    await leave("Somebody's own", "http://127.0.0.1:1/theirs");

    const next = pushSetup(deck);
    const push = next.open();
    await eventually(() => assert.deepEqual(next.pushed, [true]));
    assert.deepEqual((await destinations()).map(({ name }) => name).toSorted(), ["Somebody's own", mine.name, mine.name]);
    await Promise.all([living.close(), push.close()]);
    assert.deepEqual((await destinations()).map(({ name }) => name), ["Somebody's own"]);
    stranger.close();
  });

  it("is set up anew where the destination is gone or does not send any more", async () => {
    const { client, clock, open, pushed, destinations } = pushSetup(deck);
    const push = open();
    for (const spoil of [(id: string) => client.destinations.delete(id), (id: string) => client.destinations.update(id, { status: "inactive" })]) {
      await eventually(() => assert.equal(pushed.at(-1), true));
      const [before] = await destinations();
      assert.ok(before);
      await spoil(before.id);
      await eventually(async () => {
        clock.advance(5 * 60_000);
        const all = await destinations();
        assert.equal(all.length, 1);
        assert.notEqual(all[0]?.id, before.id);
      });
      await eventually(() => assert.equal(push.isHealthy, true));
    }
    assert.deepEqual(pushed, [true, false, true, false, true]);
    await push.close();
  });

  it("tries again, and less and less often, while the server does not take part", async () => {
    const { clock, open, pushed, lines } = pushSetup({ url: "http://127.0.0.1:1/v2", key: "sk_live_none" });
    const push = open();
    for (const count of [1, 2, 3]) {
      await eventually(() => assert.equal(lines.length, count));
      assert.match(lines.at(-1) ?? "", /^The server cannot tell of changes, so it is asked for them\. /);
      await eventually(() => assert.ok(clock.pending.length > 0));
      assert.deepEqual(clock.pending.slice(-1), [15_000 * 2 ** (count - 1)]);
      clock.advance(clock.pending.at(-1) ?? 0);
    }
    await push.close();
    assert.deepEqual(pushed, [false]);
  });
});
