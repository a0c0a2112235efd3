import { ApiError, type ApiFailure, type Obstacle } from "./apiError.ts";
import type { FetchAnswer } from "./fetch.ts";
import { type DeckError, ErrorBody, ProblemBody } from "./schemas/error.ts";

/** From a `fetch` that threw to the error that people see. */
export function unreachable(host: string, thrown: unknown): ApiError {
  const obstacle = obstacleOf(thrown);
  return new ApiError({ kind: "unreachable", obstacle }, `${host} ${obstacleReasons[obstacle]}`, { cause: thrown });
}

export function malformed(what: string, cause: unknown, requestId?: string): ApiError {
  return new ApiError({ kind: "malformed" }, `${what} did not answer in the form we know. Try again, or look for a newer version of the extension.`, {
    cause,
    requestId,
  });
}

/** From an answer that is not a success, in either of the service's two shapes or in none, to the error that people see. */
export function refused(answer: FetchAnswer, text: string): ApiError {
  const said = readBody(text);
  const failure = failureOf(answer, said);
  const details = { errors: said.errors, requestId: said.requestId ?? answer.headers.get("x-request-id") ?? undefined };
  return new ApiError(failure, refusalSentence(failure, said), details);
}

/** From a signed URL that brought nothing. It carries its own permission: whatever its host says, it says nothing of the key. */
export function linkRefused(answer: FetchAnswer): ApiError {
  const isOver = answer.status < 500 && answer.status !== 408 && answer.status !== 429;
  return isOver ? new ApiError({ kind: "notFound" }, "The link to this file does not work (any more). Refresh the run for a new one.") : refused(answer, "");
}

interface Said {
  readonly errors: readonly DeckError[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly requestId?: string | undefined;
}

function readBody(text: string): Said {
  const body = parseJson(text);
  const envelope = ErrorBody.safeParse(body);
  if (envelope.success) {
    const errors = envelope.data.errors;
    return { errors, fields: fieldsOf(errors), requestId: envelope.data.request_id ?? undefined };
  }
  const problem = ProblemBody.safeParse(body);
  if (problem.success) {
    const fields = problem.data.errors;
    const errors = Object.entries(fields).flatMap(([field, messages]) =>
      messages.map(message => ({ type: "request", code: "invalid", message, field })),
    );
    return { errors, fields, requestId: problem.data.traceId ?? undefined };
  }
  return { errors: [], fields: {} };
}

function fieldsOf(errors: readonly DeckError[]): Record<string, readonly string[]> {
  const named = errors.filter(error => error.field);
  return Object.fromEntries(
    named.map(({ field }) => [field ?? "", named.filter(error => error.field === field).map(error => error.message)]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: a proxy's page, or nothing. The status alone has to do.
  }
}

function failureOf(answer: FetchAnswer, said: Said): ApiFailure {
  switch (answer.status) {
    case 400:
    case 422:
      return { kind: "invalid", fields: said.fields };
    case 401:
      return { kind: "unauthorized" };
    case 403:
      return { kind: "forbidden" };
    case 404:
      return { kind: "notFound" };
    case 407:
      return { kind: "unreachable", obstacle: "proxy" };
    case 409:
      return { kind: "conflict" };
    case 429: {
      const isSessions = said.errors.some(error => error.code === "session_limit_exceeded");
      const retryAfterMs = secondsToMs(answer.headers.get("retry-after"));
      return { kind: "limited", limit: isSessions ? "sessions" : "rate", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    }
    default:
      return answer.status >= 300 && answer.status < 400 ? { kind: "malformed" } : { kind: "failed", status: answer.status };
  }
}

function secondsToMs(header: string | null): number | undefined {
  const seconds = header ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function refusalSentence(failure: ApiFailure, said: Said): string {
  const own = said.errors.map(({ field, message, code }) => `${field ? `${field}: ` : ""}${message || code}`).join(" ");
  const because = own ? `: ${own}` : ".";
  switch (failure.kind) {
    case "unauthorized":
      return "Deck refused the API key. Enter a valid key, or sign out to use Local Deck.";
    case "forbidden":
      return `This API key may not do that${because}`;
    case "notFound":
      return `Deck does not know it (any more)${because}`;
    case "conflict":
      return `Not possible in the present state${because}`;
    case "invalid":
      return `Deck did not accept the values${because}`;
    case "limited":
      return failure.limit === "sessions"
        ? "All sessions of your plan are in use. Wait until a run ends, or end a session."
        : "Too many requests at once. Wait a few seconds.";
    case "failed":
      return `Deck failed with status ${failure.status}${because} Try again in a moment.`;
    case "unreachable":
      return "The proxy wants a sign-in (407). Check the proxy settings of the editor.";
    case "malformed":
      return "The address answers with a redirect, so it is not the API's. Check the base URL in the settings.";
  }
}

const obstacles: ReadonlyMap<string, Obstacle> = new Map(Object.entries<Obstacle>({
  ENOTFOUND: "name",
  EAI_AGAIN: "name",
  ECONNREFUSED: "refused",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  CERT_HAS_EXPIRED: "certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
}));

/** Network stacks wrap their reason: the first cause with a code we know decides. */
function obstacleOf(thrown: unknown): Obstacle {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error.name === "TimeoutError") return "timeout";
    const code = "code" in error && typeof error.code === "string" ? error.code : "";
    const obstacle = obstacles.get(code);
    if (obstacle) return obstacle;
    if (error instanceof AggregateError && error.errors.length > 0) return obstacleOf(error.errors[0]);
  }
  return "other";
}

const obstacleReasons: Readonly<Record<Obstacle, string>> = {
  name: "cannot be reached: its name is not found. Check the network and the base URL in the settings.",
  refused: "cannot be reached: nothing listens there. Check that the server runs, and the base URL in the settings.",
  timeout: "did not answer in time. Check the network, or try again in a moment.",
  certificate: "cannot be trusted: its certificate is not valid on this machine. Add your organisation's certificate to the system.",
  proxy: "cannot be reached: the proxy refused. Check the proxy settings of the editor.",
  reset: "cut the connection. Try again in a moment.",
  other: "cannot be reached. Check the network and the base URL in the settings.",
};
