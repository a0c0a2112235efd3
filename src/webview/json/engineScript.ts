import { Engine } from "./engine.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { warmUp } from "./warmUp.ts";

export { warmUp };

// One script for both threads: the page imports it for small texts, and starts it as a worker for large ones.
if (typeof document === "undefined") {
  const engine = new Engine();
  addEventListener("message", (event: MessageEvent<ToWorker>) => postMessage(reply(engine, event.data)));
  postMessage({ isReady: true } satisfies FromWorker);
}

export function newEngine(): Engine {
  return new Engine();
}

function reply(engine: Engine, { wish, window }: ToWorker): FromWorker {
  try {
    return { answer: engine.answer(wish, window) };
  } catch (error) {
    return { failure: String(error) };
  }
}
