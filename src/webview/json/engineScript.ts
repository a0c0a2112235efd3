import type { FromWorker, ToWorker } from "./messages.ts";
import { Engine } from "./model/engine.ts";
import { warmUp } from "./warmUp.ts";

export { warmUp };

// One script for both threads: the page imports it for small texts, and starts it as a worker for large ones.
if (typeof document === "undefined") {
  const engine = new Engine();
  addEventListener("message", (event: MessageEvent<ToWorker>) => postMessage(engine.reply(event.data)));
  postMessage({ isReady: true } satisfies FromWorker);
}

export function newEngine(): Engine {
  return new Engine();
}
