import { ApiError, type Oddity } from "./apiError.ts";
import type { FetchAnswer } from "./fetch.ts";

/** All that was read of an answer. */
export interface Reply {
  readonly answer: FetchAnswer;
  readonly text: string;
  /** Undefined where the text is no JSON. */
  readonly body: unknown;
}

/** What the service gives as the name of a call; anything else could be a whole page. */
const nameOfCall = /^[\w.:-]{1,128}$/;

export function isSuccess({ status }: FetchAnswer): boolean {
  return status >= 200 && status < 300;
}

export function requestIdOf(answer: FetchAnswer, body: unknown): string | undefined {
  // In problem details the call has another name.
  const name = memberOf(body, "request_id") ?? memberOf(body, "traceId") ?? answer.headers.get("x-request-id");
  return typeof name === "string" && nameOfCall.test(name) ? name : undefined;
}

function memberOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
}

/** Undefined for what is no JSON: a proxy's page, or nothing. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON of a success. `what` names the call: `GET /tasks`. */
export function bodyOf({ answer, text, body }: Reply, what: string): unknown {
  if (body !== undefined) return body;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed({ what, oddity: oddityOf(answer, text), requestId: requestIdOf(answer, undefined), cause });
  }
}

/** The label of the content alone does not matter: the service declares its JSON as plain text too. */
function oddityOf(answer: FetchAnswer, text: string): Malformed["oddity"] {
  if (text.trim() === "") return "empty";
  if (isPage(answer, text)) return "page";
  return isJson(answer) || /^\s*[[{]/.test(text) ? "damaged" : "notJson";
}

export function isPage(answer: FetchAnswer, text: string): boolean {
  return contentType(answer).includes("html") || /^\s*<(?:!doctype|html)/i.test(text);
}

function isJson(answer: FetchAnswer): boolean {
  return contentType(answer).includes("json");
}

function contentType(answer: FetchAnswer): string {
  return answer.headers.get("content-type")?.toLowerCase() ?? "";
}

export interface Malformed {
  readonly what: string;
  readonly oddity: Exclude<Oddity, "redirect">;
  readonly requestId: string | undefined;
  readonly cause: unknown;
}

export function malformed({ what, oddity, requestId, cause }: Malformed): ApiError {
  return new ApiError({ kind: "malformed", oddity }, `${what} ${words[oddity]}`, { cause, requestId });
}

const words: Readonly<Record<Malformed["oddity"], string>> = {
  page: "was answered with a web page, not by Deck. Open a browser: the network may want you to sign in. Else check the base URL in the settings.",
  empty: "was answered with nothing. Try again; if it stays so, check the base URL in the settings.",
  notJson: "was answered with something that is not JSON, so not by Deck. Check the base URL in the settings.",
  damaged: "was answered with damaged or incomplete JSON. Try again in a moment.",
  shape: "did not answer in the form we know. Try again, or look for a newer version of the extension.",
};
