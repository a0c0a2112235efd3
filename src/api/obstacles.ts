import { ApiError, type Obstacle } from "./apiError.ts";

/** What is met on the way; what cannot be used of the settings is said by whoever reads them. */
type Met = Exclude<Obstacle, "settings">;

/** From a `fetch` that threw to the error that people see. */
export function unreachable(url: string, thrown: unknown): ApiError {
  const obstacle = obstacleOf(thrown, URL.parse(url));
  const host = URL.parse(url)?.host ?? "The address";
  return new ApiError({ kind: "unreachable", obstacle }, `${host} ${reasons[obstacle]}`, { cause: thrown });
}

/** Network stacks wrap their reason: the first cause that we know decides. */
function obstacleOf(thrown: unknown, url: URL | null): Met {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error.name === "TimeoutError") return "timeout";
    const obstacle = proxyObstacle(error, url) ?? codes.get(textOf(error, "code")) ?? protocolObstacle(error);
    if (obstacle) return obstacle;
    if (error instanceof AggregateError && error.errors.length > 0) return obstacleOf(error.errors[0], url);
  }
  return "other";
}

/** No stack has a code for a proxy that refuses: undici says it in words alone, and the editor in the same. */
const proxyAnswer = /^Proxy (?:response|Authentication Required) \((\d{3})\)/;

function proxyObstacle(error: Error, url: URL | null): Met | undefined {
  // What a `fetch` makes of an answer with 407: the only failure without any reason.
  const status = isUnexplained(error) ? "407" : proxyAnswer.exec(error.message)?.[1];
  if (status !== undefined) return status === "407" ? "proxySignIn" : "proxy";
  // A host or port that is not the one we asked for can only be the proxy's.
  const name = textOf(error, "hostname");
  if (name !== "" && name !== url?.hostname) return "proxy";
  return "port" in error && typeof error.port === "number" && error.port !== portOf(url) ? "proxy" : undefined;
}

function isUnexplained(error: Error): boolean {
  return error.message === "" && error.name === "Error" && error.cause === undefined && textOf(error, "code") === "";
}

function portOf(url: URL | null): number {
  if (url?.port) return Number(url.port);
  return url?.protocol === "http:" ? 80 : 443;
}

function textOf(error: Error, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : "";
}

const codesOf: readonly (readonly [Met, readonly string[]])[] = [
  ["name", ["ENOTFOUND", "EAI_AGAIN"]],
  ["refused", ["ECONNREFUSED"]],
  ["offline", ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"]],
  ["reset", ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]],
  ["timeout", ["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]],
  ["expired", ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"]],
  ["wrongName", ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"]],
  ["certificate", ["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]],
  ["certificate", ["UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "CERT_UNTRUSTED", "CERT_REJECTED"]],
  ["certificate", ["CERT_REVOKED", "CERT_SIGNATURE_FAILURE", "CERT_CHAIN_TOO_LONG", "INVALID_CA", "INVALID_PURPOSE"]],
  ["protocol", ["EPROTO"]],
];
const codes: ReadonlyMap<string, Met> = new Map(codesOf.flatMap(([obstacle, list]) => list.map(code => [code, obstacle] as const)));

/** The parser of HTTP has a name of its own, but not always a code; TLS has a family of codes. */
function protocolObstacle(error: Error): Met | undefined {
  return error.name === "HTTPParserError" || textOf(error, "code").startsWith("ERR_SSL_") ? "protocol" : undefined;
}

const reasons: Readonly<Record<Met, string>> = {
  name: "cannot be reached: its name is not found. Check the network and the base URL in the settings.",
  refused: "cannot be reached: nothing listens there. Check that the server runs, and the base URL in the settings.",
  offline: "cannot be reached: this machine has no way there. Check that it is online, and its VPN if there is one.",
  timeout: "did not answer in time. Check the network, or try again in a moment.",
  certificate:
    "cannot be trusted: its certificate is signed by nobody that this machine knows. Add your organisation's certificate to the system, or name its file in the profile's network settings.",
  expired: "cannot be trusted: its certificate has expired or is not valid yet. Check the clock of this machine; if it is right, tell whoever runs the server.",
  wrongName: "cannot be trusted: its certificate is for another name. Check the base URL in the settings.",
  protocol: "answers in another language than expected. Check the base URL in the settings: https or http, and the port.",
  proxy: "cannot be reached: the proxy does not let the call through. Check the proxy in the editor's settings, or in the profile's.",
  proxySignIn: "cannot be reached: the proxy wants a sign-in (407). Enter user name and password in the editor's proxy settings; for a profile's own proxy use the command Deck: Set Proxy Password.",
  reset: "cut the connection. Try again in a moment.",
  other: "cannot be reached. Check the network and the base URL in the settings.",
};
