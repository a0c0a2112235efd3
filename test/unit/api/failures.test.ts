import assert from "node:assert/strict";
import { envelope, refusals } from "../../support/network/refusals.ts";
import { json, plain } from "../../support/network/tinyServer.ts";
import { deckSetup } from "./deckSetup.ts";
import { failureOf } from "./failureOf.ts";

describe("a refused call", () => {
  for (const { title, failure, sentence, requestId, answer } of refusals) {
    it(`with ${title}: ${failure.kind}`, async () => {
      const { error } = await failureOf({ answer });
      assert.deepEqual(error.failure, failure);
      assert.equal(error.message, sentence);
      assert.equal(error.requestId, requestId);
      assert.equal(error.name, "ApiError");
    });
  }

  it("carries the service's own errors", async () => {
    const body = envelope("must be a number.", { field: "month" });
    const { error } = await failureOf({ answer: json(body, 422) });
    assert.deepEqual(error.errors, body.errors);
  });

  it("carries messages by field as errors of the same shape", async () => {
    const { error } = await failureOf({ answer: json({ errors: { month: ["is required"] } }, 400) });
    assert.deepEqual(error.errors, [{ type: "request", code: "invalid", message: "is required", field: "month" }]);
  });

  it("names no request where the name could be anything", async () => {
    const { error } = await failureOf({ answer: plain("", 403, { "x-request-id": "a b ".repeat(100) }) });
    assert.equal(error.requestId, undefined);
  });

  it("says what could not be read", async () => {
    const { error } = await failureOf({ answer: plain('{"status":"rea') });
    assert.ok(error.cause instanceof SyntaxError);
  });
});

describe("an answer with another label", () => {
  for (const type of ["text/plain", "text/json", "application/problem+json", "application/octet-stream", ""]) {
    it(`is read as JSON all the same: ${type || "none"}`, async () => {
      await using deck = await deckSetup({ answers: [plain('{"status":"ready"}', 200, type ? { "content-type": type } : {})] });
      assert.deepEqual(await deck.client.test(), { status: "ready" });
    });
  }
});
