import { isPage, type Reply, requestIdOf } from "./answers.ts";
import { ApiError, type ApiFailure } from "./apiError.ts";
import type { FetchAnswer } from "./fetch.ts";
import { retryAfterMs, timeText } from "./retryAfter.ts";
import { type DeckError, ErrorBody, ProblemBody } from "./schemas/error.ts";

/** The service counts requests over this time. */
const rateWindowMs = 10_000;

/** From an answer that is not a success, in either of the service's two shapes or in none, to the error that people see. */
export function refused(reply: Reply, now: number): ApiError {
  const { answer, body } = reply;
  const said = readBody(body);
  const failure = failureOf(reply, said, now);
  return new ApiError(failure, refusalSentence(failure, said, reply), { errors: said.errors, requestId: requestIdOf(answer, body) });
}

/** From a signed URL that brought nothing. It carries its own permission: whatever its host says, it says nothing of the key. */
export function linkRefused(answer: FetchAnswer, now: number): ApiError {
  const isOver = answer.status < 500 && answer.status !== 408 && answer.status !== 429;
  return isOver ? new ApiError({ kind: "notFound" }, "The link to this file does not work (any more). Refresh the run for a new one.") : refused({ answer, text: "", body: undefined }, now);
}

interface Said {
  readonly errors: readonly DeckError[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

function readBody(body: unknown): Said {
  const envelope = ErrorBody.safeParse(body);
  if (envelope.success) {
    const errors = envelope.data.errors;
    return { errors, fields: fieldsOf(errors) };
  }
  const problem = ProblemBody.safeParse(body);
  if (problem.success) {
    const fields = problem.data.errors;
    const errors = Object.entries(fields).flatMap(([field, messages]) =>
      messages.map(message => ({ type: "request", code: "invalid", message, field })),
    );
    return { errors, fields };
  }
  return { errors: [], fields: {} };
}

function fieldsOf(errors: readonly DeckError[]): Record<string, readonly string[]> {
  const named = errors.filter(error => error.field);
  return Object.fromEntries(
    named.map(({ field }) => [field ?? "", named.filter(error => error.field === field).map(error => error.message)]),
  );
}

function failureOf({ answer, text }: Reply, said: Said, now: number): ApiFailure {
  const waitMs = retryAfterMs(answer.headers, now);
  const wait = waitMs === undefined ? {} : { retryAfterMs: waitMs };
  switch (answer.status) {
    case 400:
    case 422:
      return { kind: "invalid", fields: said.fields };
    case 401:
      // A page is not Deck's: it says nothing of the key.
      return text.trim() !== "" && isPage(answer, text) ? { kind: "malformed", oddity: "page" } : { kind: "unauthorized" };
    case 403:
      return { kind: "forbidden" };
    case 404:
      return { kind: "notFound" };
    case 409:
      return { kind: "conflict" };
    case 429: {
      const isSessions = said.errors.some(error => error.code === "session_limit_exceeded");
      return { kind: "limited", limit: isSessions ? "sessions" : "rate", ...wait };
    }
    case 511:
      return { kind: "malformed", oddity: "page" };
    default:
      return answer.status >= 300 && answer.status < 400 ? { kind: "malformed", oddity: "redirect" } : { kind: "failed", status: answer.status, ...wait };
  }
}

/** The service's words come with and without a full stop. */
function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Whether the same call may succeed later. */
export function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425;
}

function refusalSentence(failure: ApiFailure, said: Said, { answer, text }: Reply): string {
  const own = said.errors.map(({ field, message, code }) => ended(`${field ? `${field}: ` : ""}${message || code}`)).join(" ");
  const because = own ? `: ${own}` : ".";
  const isForeign = own === "" && isPage(answer, text);
  switch (failure.kind) {
    case "unauthorized":
      return "Deck refused the API key. Enter a valid key, or sign out to use Local Deck.";
    case "forbidden":
      return isForeign
        ? "Something between this machine and Deck refused the call with a web page (403). Ask whoever runs your network's proxy or firewall."
        : `This API key may not do that${because} Use one that may, or ask an administrator of your organisation.`;
    case "notFound":
      return isForeign ? "The address answers with a web page (404), so it is not the API's. Check the base URL in the settings." : `Deck does not know it (any more)${because} Refresh, or check the id.`;
    case "conflict":
      return `Not possible in the present state${because} Refresh to see how it is now.`;
    case "invalid":
      return `Deck did not accept the values${because} Correct them and try again.`;
    case "limited":
      return failure.limit === "sessions"
        ? "All sessions of your plan are in use. Wait until a run ends, or end a session."
        : `Too many requests at once. Wait ${timeText(failure.retryAfterMs ?? rateWindowMs)}.`;
    case "failed":
      return isPassing(failure.status)
        ? `Deck failed with status ${failure.status}${because} Try again in ${failure.retryAfterMs ? timeText(failure.retryAfterMs) : "a moment"}.`
        : `The call was refused with status ${failure.status}${because} Check the base URL in the settings, or look for a newer version of the extension.`;
    default:
      return "The network wants you to sign in before it lets anything through. Open a browser to do so, and try again.";
  }
}
