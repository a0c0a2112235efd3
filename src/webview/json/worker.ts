import { Engine } from "./engine.ts";
import type { RowWindow, Wish } from "./messages.ts";
import type { FromWorker } from "./modelLink.ts";

const engine = new Engine();

addEventListener("message", (event: MessageEvent<{ wish: Wish; window: RowWindow }>) => postMessage(answer(event.data)));

function answer({ wish, window }: { wish: Wish; window: RowWindow }): FromWorker {
  try {
    return { answer: engine.answer(wish, window) };
  } catch (error) {
    return { failure: String(error) };
  }
}
