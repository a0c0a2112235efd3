import assert from "node:assert/strict";
import type { ApiFailure } from "../../../src/api/apiError.ts";
import { failureOf } from "./failureOf.ts";
import { type Answer, json, plain } from "./tinyServer.ts";

interface Failing {
  readonly title: string;
  readonly answer: Answer;
  readonly failure: ApiFailure;
  readonly sentence: string;
  readonly requestId?: string;
}

const envelope = (message: string, rest: object = {}) => ({ errors: [{ type: "request", code: "some_code", message, ...rest }], request_id: "req_7" });
const problem = { title: "Bad", status: 400, errors: { month: ["is required", "is no month"], "": ["Empty body."] }, traceId: "00-abc-01" };
const badGateway = "<html><body>502 Bad Gateway</body></html>";
const html = { "content-type": "text/html", "x-request-id": "req_header" };
const limitSentence = "Too many requests at once. Wait a few seconds.";
const malformedSentence = "GET /test did not answer in the form we know. Try again, or look for a newer version of the extension.";
const redirectSentence = "The address answers with a redirect, so it is not the API's. Check the base URL in the settings.";

const failures: readonly Failing[] = [
  {
    title: "400 with messages by field",
    answer: json(problem, 400),
    failure: { kind: "invalid", fields: problem.errors },
    sentence: "Deck did not accept the values: month: is required month: is no month Empty body.",
    requestId: "00-abc-01",
  },
  {
    title: "400 in the other shape",
    answer: json(envelope("Key too long."), 400),
    failure: { kind: "invalid", fields: {} },
    sentence: "Deck did not accept the values: Key too long.",
    requestId: "req_7",
  },
  {
    title: "422 with the field",
    answer: json(envelope("must be a number.", { field: "month" }), 422),
    failure: { kind: "invalid", fields: { month: ["must be a number."] } },
    sentence: "Deck did not accept the values: month: must be a number.",
    requestId: "req_7",
  },
  {
    title: "422 with several fields",
    answer: json({ errors: [envelope("is late.", { field: "month" }), envelope("is low.", { field: "count" }), envelope("is odd.", { field: "month" })].flatMap(one => one.errors) }, 422),
    failure: { kind: "invalid", fields: { month: ["is late.", "is odd."], count: ["is low."] } },
    sentence: "Deck did not accept the values: month: is late. count: is low. month: is odd.",
  },
  {
    title: "422 without words",
    answer: json(envelope(""), 422),
    failure: { kind: "invalid", fields: {} },
    sentence: "Deck did not accept the values: some_code",
    requestId: "req_7",
  },
  {
    title: "401 without a body",
    answer: plain("", 401),
    failure: { kind: "unauthorized" },
    sentence: "Deck refused the API key. Enter a valid key, or sign out to use Local Deck.",
  },
  {
    title: "403 without a body",
    answer: plain("", 403, { "x-request-id": "req_header" }),
    failure: { kind: "forbidden" },
    sentence: "This API key may not do that.",
    requestId: "req_header",
  },
  {
    title: "403 with a reason",
    answer: json(envelope("The plan ended."), 403),
    failure: { kind: "forbidden" },
    sentence: "This API key may not do that: The plan ended.",
    requestId: "req_7",
  },
  {
    title: "404",
    answer: json(envelope("No such run."), 404),
    failure: { kind: "notFound" },
    sentence: "Deck does not know it (any more): No such run.",
    requestId: "req_7",
  },
  {
    title: "409",
    answer: json(envelope("The run is completed."), 409),
    failure: { kind: "conflict" },
    sentence: "Not possible in the present state: The run is completed.",
    requestId: "req_7",
  },
  {
    title: "429 for the rate",
    answer: json(envelope("Too many requests."), 429),
    failure: { kind: "limited", limit: "rate" },
    sentence: limitSentence,
    requestId: "req_7",
  },
  {
    title: "429 that says how long",
    answer: json(envelope("Too many requests."), 429, { "retry-after": "2" }),
    failure: { kind: "limited", limit: "rate", retryAfterMs: 2_000 },
    sentence: limitSentence,
    requestId: "req_7",
  },
  {
    title: "429 for the sessions",
    answer: json({ errors: [{ type: "rate_limit", code: "session_limit_exceeded", message: "Full." }], request_id: "req_7" }, 429),
    failure: { kind: "limited", limit: "sessions" },
    sentence: "All sessions of your plan are in use. Wait until a run ends, or end a session.",
    requestId: "req_7",
  },
  {
    title: "500",
    answer: json(envelope("Something broke."), 500),
    failure: { kind: "failed", status: 500 },
    sentence: "Deck failed with status 500: Something broke. Try again in a moment.",
    requestId: "req_7",
  },
  {
    title: "502 with a page of a proxy",
    answer: plain(badGateway, 502, html),
    failure: { kind: "failed", status: 502 },
    sentence: "Deck failed with status 502. Try again in a moment.",
    requestId: "req_header",
  },
  { title: "301", answer: plain("", 301, { location: "/elsewhere" }), failure: { kind: "malformed" }, sentence: redirectSentence },
  { title: "304", answer: plain("", 304), failure: { kind: "malformed" }, sentence: redirectSentence },
  { title: "200 with a page", answer: plain(badGateway, 200, html), failure: { kind: "malformed" }, sentence: malformedSentence, requestId: "req_header" },
  { title: "200 with nothing", answer: plain(""), failure: { kind: "malformed" }, sentence: malformedSentence },
  { title: "204", answer: plain("", 204), failure: { kind: "malformed" }, sentence: malformedSentence },
  { title: "200 with truncated JSON", answer: plain('{"status":"rea'), failure: { kind: "malformed" }, sentence: malformedSentence },
  {
    title: "200 with JSON of another shape",
    answer: json({ state: "ready", request_id: "req_7" }),
    failure: { kind: "malformed" },
    sentence: malformedSentence,
    requestId: "req_7",
  },
];

describe("a refused call", () => {
  for (const { title, failure, sentence, requestId, answer } of failures) {
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

  it("does not follow a redirect, which could carry the key elsewhere", async () => {
    const { seen } = await failureOf({ answer: plain("", 307, { location: "/v2/elsewhere" }) });
    assert.deepEqual(seen.map(one => one.url), ["/v2/test"]);
  });
});
