import assert from "node:assert/strict";
import { type Act, type ActLog, mayHaveHappened } from "../../../src/api/actLog.ts";
import { deckSetup, outcomeOf } from "./deckSetup.ts";
import { type Answer, hangUp, json, plain } from "../../support/network/tinyServer.ts";

const run = { id: "trun_1", status: "queued", task_id: "task_1", created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:00Z" };
const refusal = { errors: [{ type: "request", code: "invalid", message: "No." }] };

async function setup(answers: readonly Answer[]) {
  const deck = await deckSetup({ answers });
  const notes: string[] = [];
  const began: Act[] = [];
  const acts: ActLog = {
    async begin(act) {
      began.push(act);
      notes.push(`begin after ${deck.server.seen.length} requests`);
    },
    end: (_, failure) => notes.push(failure === undefined ? "done" : mayHaveHappened(failure) ? "lost" : "refused"),
  };
  return { deck, notes, began, client: deck.client.keeping(acts), [Symbol.asyncDispose]: () => deck[Symbol.asyncDispose]() };
}

describe("the log of acts", () => {
  it("knows an act, with the key that is sent, before it is sent", async () => {
    await using test = await setup([json(run, 201)]);
    await test.client.runs.start("task_1", { input: { a: 1 } });
    assert.deepEqual(test.notes, ["begin after 0 requests", "done"]);
    assert.deepEqual(test.began, [
      { method: "POST", route: "/tasks/{id}/run", id: "task_1", body: { input: { a: 1 } }, idempotencyKey: test.deck.server.seen[0]?.headers["idempotency-key"] },
    ]);
  });

  const cases: [title: string, answer: Answer, note: string][] = [
    ["an answer that never came", hangUp, "lost"],
    ["a failure of the service", plain("", 500), "lost"],
    ["a success that cannot be read", plain("{", 201), "lost"],
    ["a refusal", json(refusal, 409), "refused"],
  ];
  for (const [title, answer, note] of cases) {
    it(`takes ${title} for ${note}`, async () => {
      await using test = await setup([answer]);
      const { result } = await outcomeOf(test.deck.clock, test.client.runs.cancel("trun_1"));
      assert.equal(result.status, "rejected");
      assert.deepEqual(test.notes, ["begin after 0 requests", note]);
    });
  }

  it("hears nothing of reading, nor of what happens by itself", async () => {
    await using test = await setup([json(run)]);
    await test.client.runs.get("trun_1");
    await test.client.inBackground().runs.cancel("trun_1");
    assert.deepEqual(test.notes, []);
  });
});
