import assert from "node:assert/strict";
import { hasFailed } from "../../../src/api/apiError.ts";
import { deckSetup, key, outcomeOf } from "./deckSetup.ts";
import { failureOf } from "./failureOf.ts";
import { hangUp, json, plain } from "../../support/network/tinyServer.ts";

describe("the key", () => {
  for (const odd of ["sk_live_a\nb", "sk_live_€", ""]) {
    it(`that no header can carry, such as ${JSON.stringify(odd)}, is refused here and appears in no error`, async () => {
      await using deck = await deckSetup({ answers: [json({ status: "ready" })], key: odd });
      const { result } = await outcomeOf(deck.clock, deck.client.test());
      assert.ok(result.status === "rejected" && hasFailed(result.reason, "unauthorized"));
      assert.equal(deck.server.seen.length, 0);
      assert.equal(result.reason.cause, undefined);
    });
  }

  it("appears in no error that a server provokes", async () => {
    for (const answer of [plain(key, 500), hangUp, plain("no JSON")]) {
      const { error } = await failureOf({ answer });
      assert.equal([error.message, String(error.cause), error.stack].join().includes(key), false);
    }
  });
});
