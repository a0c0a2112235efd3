import assert from "node:assert/strict";
import { editorFetch } from "../../../src/api/fetch.ts";
import { ownFetch } from "../../../src/api/ownFetch.ts";
import { deckSetup, key, outcomeOf } from "./deckSetup.ts";
import { freshRun } from "./schemas/documentedRun.ts";
import { type Answer, json, plain, tinyServer } from "../../support/network/tinyServer.ts";

const ready = json({ status: "ready" });
const to = (location: string, status = 307): Answer => plain("", status, { location });
const nowhere = (host: string) => `${host} answers with a redirect that leads nowhere, so it is not the API's. Check the base URL in the settings.`;

for (const [network, fetch] of [["our own network", ownFetch], ["the editor's network", editorFetch]] as const) {
  describe(`a redirect over ${network}`, () => {
    for (const status of [301, 302, 303, 307, 308]) {
      it(`is followed on the same server, key and all (${status})`, async () => {
        await using deck = await deckSetup({ answers: [to("/v3/test?a=1", status), ready], fetch });
        assert.equal((await deck.client.test()).status, "ready");
        const [, second] = deck.server.seen;
        assert.deepEqual([second?.method, second?.url, second?.headers.authorization], ["GET", "/v3/test?a=1", `Bearer ${key}`]);
      });
    }

    for (const status of [307, 308]) {
      it(`keeps what an act is (${status})`, async () => {
        await using deck = await deckSetup({ answers: [to("elsewhere", status), json(freshRun())], fetch });
        await deck.client.runs.answer("trun_1", { code: "1" });
        const [first, second] = deck.server.seen.map(({ method, body, headers }) => [method, body, headers["content-type"], headers["idempotency-key"], headers.authorization]);
        assert.equal(deck.server.seen[1]?.url, "/v2/task-runs/trun_1/elsewhere");
        assert.deepEqual(second, first);
      });
    }

    for (const status of [301, 302, 303]) {
      it(`makes nothing else of an act (${status})`, async () => {
        await using deck = await deckSetup({ answers: [to("/v2/elsewhere", status)], fetch });
        await assert.rejects(deck.client.runs.cancel("trun_1"), { failure: { kind: "malformed", oddity: "redirect" }, message: nowhere(new URL(deck.server.origin).host) });
        assert.equal(deck.server.seen.length, 1);
      });
    }

    it("is followed three times, and no fourth time", async () => {
      await using deck = await deckSetup({ answers: [to("/1"), to("/2"), to("/3"), ready], fetch });
      assert.equal((await deck.client.test()).status, "ready");
      await using other = await deckSetup({ answers: [to("/1"), to("/2"), to("/3"), to("/4"), ready], fetch });
      await assert.rejects(other.client.test(), { failure: { kind: "malformed", oddity: "redirect" } });
      assert.equal(other.server.seen.length, 4);
    });

    it("takes nothing to another server, not even a question", async () => {
      await using elsewhere = await tinyServer(ready);
      await using deck = await deckSetup({ answers: [to(`${elsewhere.origin}/v2/test`)], fetch });
      const { result } = await outcomeOf(deck.clock, deck.client.test());
      assert.ok(result.status === "rejected");
      assert.deepEqual(result.reason.failure, { kind: "malformed", oddity: "redirect" });
      const host = new URL(deck.server.origin).host;
      assert.equal(
        result.reason.message,
        `${host} redirects to ${elsewhere.origin}, where the key is not sent. If Deck has moved there, set the base URL in the settings; else open a browser: the network may want you to sign in.`,
      );
      assert.deepEqual([deck.server.seen.length, elsewhere.seen.length], [1, 0]);
    });

    const stray: [title: string, answer: Answer][] = [
      ["nowhere", plain("", 302)],
      ["an address that is none", to("http://[", 302)],
      ["what was not changed", plain("", 304)],
    ];
    for (const [title, answer] of stray) {
      it(`is not followed to ${title}`, async () => {
        await using deck = await deckSetup({ answers: [answer], fetch });
        await assert.rejects(deck.client.test(), { failure: { kind: "malformed", oddity: "redirect" }, message: nowhere(new URL(deck.server.origin).host) });
      });
    }
  });
}
