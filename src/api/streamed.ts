import type { Clock } from "../base/clock.ts";
import { isSuccess } from "./answers.ts";
import { ApiError } from "./apiError.ts";
import { linkRefused } from "./failures.ts";
import type { Fetch, FetchAnswer } from "./fetch.ts";
import { unreachable } from "./obstacles.ts";
import { follow } from "./redirects.ts";

export interface Streaming {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  /** The next chunk is read when this has taken the one before. */
  readonly take: (chunk: Uint8Array) => Promise<void>;
}

/** A large file may take any time, but not without a sign of life. */
const silenceMs = 30_000;

/** The bytes behind a signed URL, chunk by chunk, so that a file of any size needs little memory. Not repeated: chunks were taken. */
export async function streamed({ fetch, clock, url, signal, take }: Streaming): Promise<void> {
  const control = new AbortController();
  const stop = (): void => control.abort(signal?.reason);
  const silence = (): { dispose(): void } => clock.after(silenceMs, () => control.abort(new DOMException("No answer in time", "TimeoutError")));
  let timer = silence();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const { answer } = await follow(fetch, url, { method: "GET", headers: {}, signal: control.signal, redirect: "manual" });
    if (!isSuccess(answer)) throw linkRefused(answer, clock.now());
    for await (const chunk of chunksOf(answer)) {
      timer.dispose();
      await take(chunk);
      timer = silence();
    }
    control.signal.throwIfAborted();
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    throw thrown instanceof ApiError ? thrown : unreachable(url, control.signal.aborted ? control.signal.reason : thrown);
  } finally {
    timer.dispose();
    signal?.removeEventListener("abort", stop);
  }
}

async function* chunksOf(answer: FetchAnswer): AsyncGenerator<Uint8Array> {
  if (answer.body) yield* answer.body;
  else yield new Uint8Array(await answer.arrayBuffer());
}
