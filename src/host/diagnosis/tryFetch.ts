import { bodyOf, isSuccess, jsonIn, malformed, type Reply, requestIdOf } from "../../api/answers.ts";
import { ApiError } from "../../api/apiError.ts";
import { refused } from "../../api/failures.ts";
import type { Fetch } from "../../api/fetch.ts";
import { keyProblem } from "../../api/key.ts";
import { unreachable } from "../../api/obstacles.ts";
import { follow, isRedirect, strayRedirect } from "../../api/redirects.ts";
import { ServiceTest } from "../../api/schemas/resources.ts";

/** What came of asking the service whether it takes the key. */
export interface Trial {
  readonly status: number | undefined;
  /** Undefined where the key was accepted. */
  readonly problem: ApiError | undefined;
  readonly environment: string | undefined;
  readonly requestId: string | undefined;
  /** By how much the server's clock is ahead of this machine's; to the second, as the header tells no more. */
  readonly aheadMs: number | undefined;
  /** One for each call; the first one also connects. */
  readonly times: readonly number[];
}

const what = "GET /test";
const calls = 3;
const limitMs = 10_000;

/** Asks without repeating what fails; the first failure ends it. */
export async function tryFetch(fetch: Fetch, baseUrl: string, key: string, signal: AbortSignal): Promise<Trial> {
  const times: number[] = [];
  let trial: Trial = { status: undefined, problem: undefined, environment: undefined, requestId: undefined, aheadMs: undefined, times };
  for (let call = 0; call < calls && !trial.problem && !signal.aborted; call++) {
    const began = performance.now();
    trial = { ...trial, ...(await ask(fetch, `${baseUrl}/test`, key, signal)) };
    times.push(performance.now() - began);
  }
  return trial;
}

async function ask(fetch: Fetch, url: string, key: string, signal: AbortSignal): Promise<Partial<Trial>> {
  const problem = keyProblem(key);
  if (problem) return { problem };
  const sentAt = Date.now();
  const request = {
    method: "GET",
    headers: { authorization: `Bearer ${key}`, accept: "application/json" },
    signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    redirect: "manual",
  } as const;
  try {
    const { answer, url: at } = await follow(fetch, url, request);
    const text = await answer.text();
    const date = Date.parse(answer.headers.get("date") ?? "");
    const aheadMs = Number.isNaN(date) ? undefined : date - (sentAt + Date.now()) / 2;
    const body = jsonIn(text);
    const seen = { status: answer.status, aheadMs, requestId: requestIdOf(answer, body) };
    if (isRedirect(answer)) return { ...seen, problem: strayRedirect({ answer, url: at }) };
    return { ...seen, ...judge({ answer, text, body }) };
  } catch (thrown) {
    return { problem: thrown instanceof ApiError ? thrown : unreachable(url, thrown) };
  }
}

function judge(reply: Reply): Partial<Trial> {
  if (!isSuccess(reply.answer)) return { problem: refused(reply, Date.now()) };
  const test = ServiceTest.safeParse(bodyOf(reply, what));
  if (test.success) return { environment: test.data.environment };
  return { problem: malformed({ what, oddity: "shape", requestId: requestIdOf(reply.answer, reply.body), cause: test.error }) };
}
