import { ApiError } from "./apiError.ts";
import type { Fetch, FetchAnswer, FetchRequest } from "./fetch.ts";

const maxRedirects = 3;

export interface Arrival {
  readonly answer: FetchAnswer;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/**
 * Follows redirects within the origin, as the key is for nobody else. What cannot be followed comes back as it is: a
 * redirect to elsewhere, one too many, and one that would make something else of an act.
 */
export async function follow(fetch: Fetch, url: string, request: FetchRequest): Promise<Arrival> {
  let at = url;
  for (let redirects = 0; ; redirects++) {
    const answer = await fetch(at, request);
    const next = redirects < maxRedirects ? nextUrl(at, answer, request.method) : undefined;
    if (next === undefined) return { answer, url: at };
    // A body that nobody reads would keep its connection.
    await answer.text();
    at = next;
  }
}

export function isRedirect({ status }: FetchAnswer): boolean {
  return status >= 300 && status < 400;
}

/** Why a redirect was not followed. */
export function strayRedirect({ answer, url }: Arrival): ApiError {
  const target = targetOf(url, answer);
  const host = URL.parse(url)?.host ?? "The address";
  const sentence =
    target && target.origin !== new URL(url).origin
      ? `${host} redirects to ${target.origin}, where the key is not sent. If Deck has moved there, set the base URL in the settings; else open a browser: the network may want you to sign in.`
      : `${host} answers with a redirect that leads nowhere, so it is not the API's. Check the base URL in the settings.`;
  return new ApiError({ kind: "malformed", oddity: "redirect" }, sentence);
}

function nextUrl(url: string, answer: FetchAnswer, method: string): string | undefined {
  const keepsAll = answer.status === 307 || answer.status === 308;
  const isFollowed = keepsAll || (method === "GET" && [301, 302, 303].includes(answer.status));
  const target = isFollowed ? targetOf(url, answer) : undefined;
  return target?.origin === new URL(url).origin ? target.href : undefined;
}

function targetOf(url: string, answer: FetchAnswer): URL | undefined {
  const location = answer.headers.get("location");
  return location ? (URL.parse(location, url) ?? undefined) : undefined;
}
