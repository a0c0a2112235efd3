import assert from "node:assert/strict";
import { ApiError, type ApiFailure, hasFailed, type Obstacle } from "../../../src/api/apiError.ts";
import { unreachable } from "../../../src/api/failures.ts";
import { editorFetch } from "../../../src/api/fetch.ts";
import { ownFetch } from "../../../src/api/ownFetch.ts";
import { deckSetup, key, outcomeOf } from "./deckSetup.ts";
import { type Answer, breakOff, hangUp, json, plain } from "./tinyServer.ts";

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

async function failureOf(call: { answer: Answer; fetch?: typeof ownFetch; baseUrl?: string }) {
  await using deck = await deckSetup({ answers: [call.answer], ...call });
  const { result } = await outcomeOf(deck.clock, deck.client.test());
  assert.equal(result.status, "rejected");
  assert.ok(result.reason instanceof ApiError);
  return { error: result.reason, seen: deck.server.seen, origin: deck.server.origin };
}

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

describe("a call that does not get there", () => {
  const fetches = { "our own network": ownFetch, "the editor's network": editorFetch };
  const cutSentence = "cut the connection. Try again in a moment.";

  for (const [network, fetch] of Object.entries(fetches)) {
    it(`says over ${network} that nothing listens`, async () => {
      await using deck = await deckSetup({ answers: [], fetch });
      await deck.server[Symbol.asyncDispose]();
      const host = new URL(deck.server.origin).host;
      await assert.rejects(deck.client.test(), {
        failure: { kind: "unreachable", obstacle: "refused" },
        message: `${host} cannot be reached: nothing listens there. Check that the server runs, and the base URL in the settings.`,
      });
    });

    it(`says over ${network} that the name is not found`, async () => {
      await using deck = await deckSetup({ answers: [], fetch, baseUrl: "http://deck.invalid/v2" });
      await assert.rejects(deck.client.test(), {
        failure: { kind: "unreachable", obstacle: "name" },
        message: "deck.invalid cannot be reached: its name is not found. Check the network and the base URL in the settings.",
      });
    });

    const cuts: [title: string, answer: Answer][] = [["before it answered", hangUp], ["in the middle of its answer", breakOff]];
    for (const [title, answer] of cuts) {
      it(`says over ${network} that the server hung up ${title}`, async () => {
        const { error, origin } = await failureOf({ answer, fetch });
        assert.deepEqual(error.failure, { kind: "unreachable", obstacle: "reset" });
        assert.equal(error.message, `${new URL(origin).host} ${cutSentence}`);
      });
    }

    it(`says over ${network} that something else than a web server is there`, async () => {
      const { error } = await failureOf({ answer: response => void response.socket?.end("SSH-2.0-OpenSSH_9\r\n\r\n"), fetch });
      assert.deepEqual(error.failure, { kind: "unreachable", obstacle: "other" });
    });
  }

  it("names the host, not the path with its ids", async () => {
    const { error, origin } = await failureOf({ answer: hangUp });
    assert.ok(error.message.startsWith(`${new URL(origin).host} `));
    assert.ok(error.cause instanceof Error);
  });
});

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

describe("unreachable", () => {
  const coded = (code: string) => Object.assign(new Error("no"), { code });
  const cases: [title: string, thrown: unknown, obstacle: Obstacle][] = [
    ["a name that cannot be looked up now", coded("EAI_AGAIN"), "name"],
    ["a wrapped reason", new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }), "refused"],
    ["several addresses that all refuse", new TypeError("fetch failed", { cause: new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]) }), "refused"],
    ["a certificate that signs itself", new TypeError("fetch failed", { cause: coded("DEPTH_ZERO_SELF_SIGNED_CERT") }), "certificate"],
    ["a certificate that expired", coded("CERT_HAS_EXPIRED"), "certificate"],
    ["a certificate for another name", coded("ERR_TLS_CERT_ALTNAME_INVALID"), "certificate"],
    ["a certificate of an unknown issuer", coded("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"), "certificate"],
    ["a connection that takes too long", coded("UND_ERR_CONNECT_TIMEOUT"), "timeout"],
    ["a socket that closed", new TypeError("terminated", { cause: coded("UND_ERR_SOCKET") }), "reset"],
    ["a time limit", new DOMException("enough", "TimeoutError"), "timeout"],
    ["an unknown reason", coded("EHOSTUNREACH"), "other"],
    ["a code from the members of every object", coded("constructor"), "other"],
    ["a thrown text", "no", "other"],
  ];
  for (const [title, thrown, obstacle] of cases) {
    it(`reads ${title} as ${obstacle}`, () => {
      const error = unreachable("api.example.test", thrown);
      assert.deepEqual(error.failure, { kind: "unreachable", obstacle });
      assert.equal(error.cause, thrown);
    });
  }

  it("has a sentence of its own for every obstacle", () => {
    const obstacles = new Set(cases.map(([, , obstacle]) => obstacle));
    const sentences = new Set(cases.map(([, thrown]) => unreachable("host", thrown).message));
    assert.deepEqual([obstacles.size, sentences.size], [6, 6]);
  });
});
