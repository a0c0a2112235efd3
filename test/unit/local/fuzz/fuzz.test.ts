import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { controlRoutes } from "../../../../src/local/routes/control.ts";
import { apiRoutes } from "../../../../src/local/routes/table.ts";
import { openApp } from "../openApp.ts";
import { Randomness } from "./randomness.ts";
import { requestFor, targetOf, type FuzzRequest, type Target } from "./requests.ts";

const requests = 20_000;
const seed = 20_261_120;
const keptIds = 300;
/** What these do is asked for: failures, another time, an empty store. */
const steering = /\/control\/(?:faults|clock|reset)/;

const targets: readonly Target[] = [
  ...apiRoutes.map(route => targetOf("/v2", route)),
  ...controlRoutes.map(route => targetOf("/control", route)),
].filter(({ path }) => !steering.test(path));

describe("Local Deck under random and broken requests", function () {
  // Nothing in it waits: on a busy machine it only takes as long as it takes.
  this.timeout(0);

  it(`answers ${requests} of them without failing, hanging or growing`, async () => {
    using local = await openApp();
    const random = new Randomness(seed);
    const ids: string[] = [];
    const [first] = targets;
    assert.ok(first);
    const statuses = new Map<number, number>();
    let heapHalfway = 0;
    for (let count = 0; count < requests; count++) {
      const request = requestFor(random.one([first, ...targets]), local.deck.key, random, ids);
      const answer = await local.app.request(`http://127.0.0.1:4010${request.path}`, request);
      const body = await answer.text();
      assert.ok(answer.status < 500, `${describeRequest(request, count)} was answered with ${answer.status}: ${body.slice(0, 500)}`);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.ok) keepIds(ids, body, random);
      if (count % 500 === 0) await local.clock.play(2_000);
      if (count === requests / 2) heapHalfway = heapInUse();
    }
    assert.ok(heapInUse() - heapHalfway < 30e6, `the heap grew by ${heapInUse() - heapHalfway} bytes in the second half`);
    // A fuzz that only ever meets the first check would find nothing.
    for (const status of [200, 201, 400, 401, 403, 404, 409, 422]) assert.ok((statuses.get(status) ?? 0) > 10, `${status} was met ${statuses.get(status) ?? 0} times`);
  });
});

function describeRequest({ method, path, body }: FuzzRequest, count: number): string {
  return `request ${count} of seed ${seed}, ${method} ${path.slice(0, 300)} ${(body ?? "").slice(0, 500)}`;
}

function keepIds(ids: string[], body: string, random: Randomness): void {
  for (const [id] of body.matchAll(/\b(?:agt|src|cred|sess|task|trun|stor|evt|evtd)_[A-Za-z0-9]{16}\b/g)) {
    if (ids.length < keptIds) ids.push(id);
    else ids[random.below(keptIds)] = id;
  }
}

function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}
