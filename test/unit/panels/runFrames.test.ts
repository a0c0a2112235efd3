import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { describe, it } from "mocha";
import { DeckClient } from "../../../src/api/deckClient.ts";
import { Transport } from "../../../src/api/transport.ts";
import { systemClock } from "../../../src/base/clock.ts";
import { startLocalDeck } from "../../../src/local/localDeck.ts";
import { RunFrames } from "../../../src/panels/runFrames.ts";
import type { FrameRead } from "../../../src/runs/documents/missingFrames.ts";
import { eventually } from "../../host/support/eventually.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";

const quarterHourMs = 15 * 60_000;
const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200"/></svg>`;

/** A server with a run of so many screenshots, and what was asked of it, by path. */
async function setup(screenshots: number) {
  const data = await temporaryFolder("frames");
  const deck = await startLocalDeck({ data: data.path });
  const asked: string[] = [];
  const lost = new Set<string>();
  const listening: typeof fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    asked.push(pathname.replace(/^\/(\w+)\/.*/, "$1"));
    return lost.has(pathname) ? new Response(null, { status: 404 }) : fetch(input, init);
  };
  const client = new DeckClient(new Transport({ fetch: listening, baseUrl: deck.url, key: deck.key, clock: systemClock, random: Math.random }), randomUUID);
  const call = async (method: string, path: string, body: object): Promise<{ id: string }> => {
    const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
    const answer = await fetch(new URL(path, deck.url), { method, headers, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return JSON.parse(text || "{}");
  };
  const agent = await call("POST", "/v2/agents", { name: "Tester" });
  const task = await call("POST", "/v2/tasks", { name: "Look", agent_id: agent.id });
  const steps = [...Array.from({ length: screenshots }, () => ({ step: "screenshot", svg: picture, reasoning: "Looking." })), { step: "complete", output: {}, result: "success" }];
  await call("PUT", `/control/tasks/${task.id}/scenario`, { name: "Look", steps });
  const { id } = await call("POST", `/v2/tasks/${task.id}/run`, {});
  const run = await eventually(async () => {
    const found = await client.runs.get(id, ["artifacts"]);
    assert.equal(found.status, "completed");
    return found;
  });
  asked.splice(0);
  let now = 0;
  return {
    client,
    run,
    asked,
    lose: (index: number) => lost.add(new URL(run.artifacts?.screenshots?.[index]?.url ?? "").pathname),
    frames: new RunFrames({ frame: async () => undefined }, () => now),
    advance: async () => {
      now += quarterHourMs + 1_000;
      await call("POST", "/control/clock", { advance_ms: quarterHourMs + 1_000 });
    },
    close: async () => {
      await deck.close();
      await data.close();
    },
  };
}

describe("the screenshots of a run", () => {
  it("are shown after their addresses have run out, as often as that happens", async () => {
    const { client, run, frames, asked, advance, close } = await setup(6);
    for (const pair of [[0, 1], [2, 3], [4, 5]]) {
      const all = await Promise.all(pair.map(index => frames.bytes({ client }, run, index)));
      assert.ok(all.every(bytes => bytes.byteLength > 100));
      await advance();
    }
    // Once each time, for both pictures that were wanted.
    assert.equal(asked.filter(path => path === "v2").length, 2, asked.join());
    await close();
  });

  it("are fetched once, and then by the newer addresses", async () => {
    const { client, run, frames, asked, advance, close } = await setup(3);
    await advance();
    await frames.bytes({ client }, run, 0);
    asked.splice(0);
    await frames.bytes({ client }, run, 0);
    assert.deepEqual(asked, []);
    await frames.bytes({ client }, run, 1);
    assert.deepEqual(asked, ["files"]);
    await close();
  });

  it("say why they are missing where the service keeps none any more", async () => {
    const { client, run, frames, close } = await setup(1);
    assert.deepEqual(await frames.message(async () => ({ client }), run, 1), { type: "frameMissing", index: 1, why: "This screenshot is not there any more." });
    await close();
  });

  it("are all read, but for those that are gone, which are named with the reason", async () => {
    const { client, run, frames, lose, close } = await setup(4);
    for (const index of [1, 2]) lose(index);
    const read = await readAll(frames.all({ client }, run, new AbortController().signal));
    const why = "Deck no longer has this screenshot. It keeps screenshots for 15 days.";
    assert.deepEqual(read.map(each => ("why" in each ? each : each.index)), [0, { index: 1, why }, { index: 2, why }, 3]);
    await close();
  });

  it("have the run asked for once, however many of them are gone, and again when the new addresses have run out", async () => {
    const { client, run, frames, lose, asked, advance, close } = await setup(5);
    for (const index of [0, 1, 3]) lose(index);
    const read = await readAll(frames.all({ client }, run, new AbortController().signal));
    assert.deepEqual(read.filter(each => "bytes" in each).map(({ index }) => index), [2, 4]);
    assert.equal(asked.filter(path => path === "v2").length, 1, asked.join());
    await advance();
    await assert.rejects(frames.bytes({ client }, run, 0), /no longer has/);
    assert.equal(asked.filter(path => path === "v2").length, 2, asked.join());
    await close();
  });

  it("are not asked for any further when the service is down, or the person stops it", async () => {
    const { client, run, frames, close } = await setup(8);
    const down = { download: async () => Promise.reject(new Error("The service is down.")), runs: client.runs };
    await assert.rejects(readAll(frames.all({ client: Object.setPrototypeOf(down, client) }, run, new AbortController().signal)), /is down/);
    await assert.rejects(readAll(frames.all({ client }, run, AbortSignal.abort(new Error("Stopped.")))), /Stopped/);
    await close();
  });

  it("are shown without the service where they are here, and else say what is in the way of it", async () => {
    const { client, run, frames, close } = await setup(2);
    const offline = async (): Promise<never> => Promise.reject(new Error("This run belongs to another profile."));
    await frames.bytes({ client }, run, 0);
    assert.equal((await frames.message(offline, run, 0)).type, "frame");
    assert.deepEqual(await frames.message(offline, run, 1), { type: "frameMissing", index: 1, why: "This run belongs to another profile." });
    await close();
  });
});

async function readAll(frames: AsyncIterable<FrameRead>): Promise<FrameRead[]> {
  const all: FrameRead[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}
