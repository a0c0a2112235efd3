import type { ApiFailure, Oddity } from "../../../src/api/apiError.ts";
import { type Answer, json, plain } from "./tinyServer.ts";

export interface Refusal {
  readonly title: string;
  readonly answer: Answer;
  readonly failure: ApiFailure;
  readonly sentence: string;
  readonly requestId?: string;
}

export const envelope = (message: string, rest: object = {}) => ({ errors: [{ type: "request", code: "some_code", message, ...rest }], request_id: "req_7" });
const problem = { title: "Bad", status: 400, errors: { month: ["is required", "is no month"], "": ["Empty body."] }, traceId: "00-abc-01" };
const badGateway = "<html><body>502 Bad Gateway</body></html>";
const html = { "content-type": "text/html", "x-request-id": "req_header" };
const malformed = (oddity: Oddity): ApiFailure => ({ kind: "malformed", oddity });
const pageSentence = "GET /test was answered with a web page, not by Deck. Open a browser: the network may want you to sign in. Else check the base URL in the settings.";
const emptySentence = "GET /test was answered with nothing. Try again; if it stays so, check the base URL in the settings.";
const damagedSentence = "GET /test was answered with damaged or incomplete JSON. Try again in a moment.";
const foreignSentence = "GET /test was answered with something that is not JSON, so not by Deck. Check the base URL in the settings.";
const shapeSentence = "GET /test did not answer in the form we know. Try again, or look for a newer version of the extension.";

/** Failure in, sentence out: every answer that is no good one, and what is said of it. */
export const refusals: readonly Refusal[] = [
  {
    title: "400 with messages by field",
    answer: json(problem, 400),
    failure: { kind: "invalid", fields: problem.errors },
    sentence: "Deck did not accept the values: month: is required. month: is no month. Empty body. Correct them and try again.",
    requestId: "00-abc-01",
  },
  {
    title: "400 in the other shape",
    answer: json(envelope("Key too long."), 400),
    failure: { kind: "invalid", fields: {} },
    sentence: "Deck did not accept the values: Key too long. Correct them and try again.",
    requestId: "req_7",
  },
  {
    title: "422 with the field",
    answer: json(envelope("must be a number.", { field: "month" }), 422),
    failure: { kind: "invalid", fields: { month: ["must be a number."] } },
    sentence: "Deck did not accept the values: month: must be a number. Correct them and try again.",
    requestId: "req_7",
  },
  {
    title: "422 with several fields",
    answer: json({ errors: [envelope("is late.", { field: "month" }), envelope("is low.", { field: "count" }), envelope("is odd.", { field: "month" })].flatMap(one => one.errors) }, 422),
    failure: { kind: "invalid", fields: { month: ["is late.", "is odd."], count: ["is low."] } },
    sentence: "Deck did not accept the values: month: is late. count: is low. month: is odd. Correct them and try again.",
  },
  {
    title: "422 without words",
    answer: json(envelope(""), 422),
    failure: { kind: "invalid", fields: {} },
    sentence: "Deck did not accept the values: some_code. Correct them and try again.",
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
    sentence: "This API key may not do that. Use one that may, or ask an administrator of your organisation.",
    requestId: "req_header",
  },
  {
    title: "403 with a reason",
    answer: json(envelope("The plan ended."), 403),
    failure: { kind: "forbidden" },
    sentence: "This API key may not do that: The plan ended. Use one that may, or ask an administrator of your organisation.",
    requestId: "req_7",
  },
  {
    title: "404",
    answer: json(envelope("No such run."), 404),
    failure: { kind: "notFound" },
    sentence: "Deck does not know it (any more): No such run. Refresh, or check the id.",
    requestId: "req_7",
  },
  {
    title: "409",
    answer: json(envelope("The run is completed."), 409),
    failure: { kind: "conflict" },
    sentence: "Not possible in the present state: The run is completed. Refresh to see how it is now.",
    requestId: "req_7",
  },
  {
    title: "429 for the rate",
    answer: json(envelope("Too many requests."), 429),
    failure: { kind: "limited", limit: "rate" },
    sentence: "Too many requests at once. Wait 10 seconds.",
    requestId: "req_7",
  },
  {
    title: "429 that says how long",
    answer: json(envelope("Too many requests."), 429, { "retry-after": "2" }),
    failure: { kind: "limited", limit: "rate", retryAfterMs: 2_000 },
    sentence: "Too many requests at once. Wait 2 seconds.",
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
    title: "500 with one of the service's many codes and no words",
    answer: json({ errors: [{ type: "api", code: "api_error" }], request_id: "req_7" }, 500),
    failure: { kind: "failed", status: 500 },
    sentence: "Deck failed with status 500: api_error. Try again in a moment.",
    requestId: "req_7",
  },
  {
    title: "408",
    answer: plain("", 408),
    failure: { kind: "failed", status: 408 },
    sentence: "Deck failed with status 408. Try again in a moment.",
  },
  {
    title: "410 for a call that is no more",
    answer: json(envelope("The endpoint is gone"), 410),
    failure: { kind: "failed", status: 410 },
    sentence: "The call was refused with status 410: The endpoint is gone. Check the base URL in the settings, or look for a newer version of the extension.",
    requestId: "req_7",
  },
  {
    title: "502 with a page of a proxy",
    answer: plain(badGateway, 502, html),
    failure: { kind: "failed", status: 502 },
    sentence: "Deck failed with status 502. Try again in a moment.",
    requestId: "req_header",
  },
  {
    title: "500 that says how long",
    answer: plain("", 500, { "retry-after": "240" }),
    failure: { kind: "failed", status: 500, retryAfterMs: 240_000 },
    sentence: "Deck failed with status 500. Try again in 4 minutes.",
  },
  {
    title: "429 that says a whole day",
    answer: plain("", 429, { "retry-after": "86400" }),
    failure: { kind: "limited", limit: "rate", retryAfterMs: 86_400_000 },
    sentence: "Too many requests at once. Wait 24 hours.",
  },
  {
    title: "403 with a page of a firewall",
    answer: plain("<html>Blocked</html>", 403, html),
    failure: { kind: "forbidden" },
    sentence: "Something between this machine and Deck refused the call with a web page (403). Ask whoever runs your network's proxy or firewall.",
    requestId: "req_header",
  },
  {
    title: "404 with a page of another server",
    answer: plain("<!DOCTYPE html><p>Not here", 404),
    failure: { kind: "notFound" },
    sentence: "The address answers with a web page (404), so it is not the API's. Check the base URL in the settings.",
  },
  {
    title: "401 with a page of a gateway, which says nothing of the key",
    answer: plain("<html>Sign in to the network</html>", 401, html),
    failure: malformed("page"),
    sentence: "The network wants you to sign in before it lets anything through. Open a browser to do so, and try again.",
    requestId: "req_header",
  },
  {
    title: "511",
    answer: plain("<html>Welcome to the hotel</html>", 511, html),
    failure: malformed("page"),
    sentence: "The network wants you to sign in before it lets anything through. Open a browser to do so, and try again.",
    requestId: "req_header",
  },
  { title: "200 with a page", answer: plain(badGateway, 200, html), failure: malformed("page"), sentence: pageSentence, requestId: "req_header" },
  { title: "200 with a page that is not called one", answer: plain("<!doctype html>", 200), failure: malformed("page"), sentence: pageSentence },
  { title: "200 with nothing", answer: plain(""), failure: malformed("empty"), sentence: emptySentence },
  { title: "200 with blanks", answer: plain("\r\n", 200, { "content-type": "application/json" }), failure: malformed("empty"), sentence: emptySentence },
  { title: "204", answer: plain("", 204), failure: malformed("empty"), sentence: emptySentence },
  { title: "200 with truncated JSON", answer: plain('{"status":"rea'), failure: malformed("damaged"), sentence: damagedSentence },
  { title: "200 with damaged JSON", answer: plain("oops", 200, { "content-type": "application/json" }), failure: malformed("damaged"), sentence: damagedSentence },
  { title: "200 with a picture", answer: plain("GIF89a", 200, { "content-type": "image/gif" }), failure: malformed("notJson"), sentence: foreignSentence },
  {
    title: "200 with JSON of another shape",
    answer: json({ state: "ready", request_id: "req_7" }),
    failure: malformed("shape"),
    sentence: shapeSentence,
    requestId: "req_7",
  },
];
