import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { toleranceMs, verify, type Verdict } from "../../../src/api/webhookSignature.ts";
import { newWebhookSecret, signatureHeaders } from "../../../src/local/events/signature.ts";

const now = Date.parse("2026-03-31T12:00:00Z");
const secret = newWebhookSecret();
const other = newWebhookSecret();
const body = '{"type":"task_run.completed","name":"Zoë"}';

function message({ by = [secret], at = now, id = "evt_1" } = {}) {
  const headers = signatureHeaders(id, Math.floor(at / 1000), body, by);
  return { id, timestamp: headers["webhook-timestamp"], signature: headers["webhook-signature"], body: Buffer.from(body) };
}

describe("The signature of a webhook", () => {
  const good = message();
  const cases: [title: string, given: Parameters<typeof verify>[0], verdict: Verdict][] = [
    ["is genuine if the secret made it", good, "genuine"],
    ["is genuine if one of several is, while the secret changes", message({ by: [other, secret] }), "genuine"],
    ["is genuine if the clocks differ a little", message({ at: now + toleranceMs }), "genuine"],
    ["is stale if it is old", message({ at: now - toleranceMs - 1000 }), "stale"],
    ["is stale if it is from the future", message({ at: now + toleranceMs + 1000 }), "stale"],
    ["is forged if another secret made it", message({ by: [other] }), "forged"],
    ["is forged if the body was changed", { ...good, body: Buffer.from(body.replace("completed", "failed")) }, "forged"],
    ["is forged if the time was changed", { ...good, timestamp: String(Number(good.timestamp) + 1) }, "forged"],
    ["is forged if the id was changed", { ...good, id: "evt_2" }, "forged"],
    ["is forged if it is shortened", { ...good, signature: good.signature.slice(0, -5) }, "forged"],
    ["is forged if it is missing", { ...good, signature: "" }, "forged"],
    ["is forged if it is of another version of the scheme", { ...good, signature: good.signature.replace("v1,", "v1a,") }, "forged"],
    ["is forged if the message has no id", message({ id: "" }), "forged"],
    ["is forged if its time is no time", { ...good, timestamp: "now" }, "forged"],
  ];
  for (const [title, given, verdict] of cases) it(title, () => assert.equal(verify(given, [secret], now), verdict));

  it("is that of the scheme's own library", () => {
    const at = new Date(now);
    const signature = new Webhook(secret).sign("evt_1", at, body);
    assert.equal(verify({ id: "evt_1", timestamp: String(now / 1000), signature, body: Buffer.from(body) }, [secret], now), "genuine");
  });

  it("is believed by any of the secrets that are valid", () => {
    assert.equal(verify(good, [other, secret], now), "genuine");
    assert.equal(verify(good, [], now), "forged");
  });
});
