import { Engine } from "./engine.ts";
import type { Answer, RowWindow, Wish } from "./messages.ts";

/** The way to a model, wherever it lives. Answers come in the order of the wishes. */
export interface ModelLink {
  ask(wish: Wish, window: RowWindow, then: (answer: Answer) => void): void;
  dispose(): void;
}

/** A model on this thread: answers at once. */
export class NearModel implements ModelLink {
  private readonly engine = new Engine();

  ask(wish: Wish, window: RowWindow, then: (answer: Answer) => void): void {
    then(this.engine.answer(wish, window));
  }

  dispose(): void {
    // Nothing is held outside of the page's own memory.
  }
}

export type FromWorker = { readonly answer: Answer } | { readonly failure: string };

/**
 * A model in a worker of the page. One in the extension's host would save the way of the text into the page, but each
 * scroll would then wait for a message through the editor's window, and for another machine where the host is remote.
 */
export class WorkerModel implements ModelLink {
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private readonly early: { wish: Wish; window: RowWindow }[] = [];
  private readonly failed: (why: string) => void;
  private worker: Worker | undefined;
  private isOver = false;

  constructor(scriptUrl: string, failed: (why: string) => void) {
    this.failed = failed;
    void this.start(scriptUrl);
  }

  /** The bytes of a text move to the worker and are empty here afterwards. */
  ask(wish: Wish, window: RowWindow, then: (answer: Answer) => void): void {
    this.waiting.push(then);
    if (this.worker) send(this.worker, wish, window);
    else this.early.push({ wish, window });
  }

  dispose(): void {
    this.isOver = true;
    this.worker?.terminate();
  }

  private async start(scriptUrl: string): Promise<void> {
    try {
      const url = await blobUrl(scriptUrl);
      if (this.isOver) return;
      this.worker = new Worker(url);
    } catch (error) {
      return this.failed(String(error));
    }
    this.worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.receive(event.data));
    this.worker.addEventListener("error", event => this.failed(event.message));
    for (const { wish, window } of this.early.splice(0)) send(this.worker, wish, window);
  }

  private receive(message: FromWorker): void {
    const then = this.waiting.shift();
    if ("failure" in message) this.failed(message.failure);
    else then?.(message.answer);
  }
}

function send(worker: Worker, wish: Wish, window: RowWindow): void {
  const isWhole = wish.type === "show" && wish.bytes.byteLength === wish.bytes.buffer.byteLength;
  worker.postMessage({ wish, window }, isWhole ? [wish.bytes.buffer] : []);
}

const blobUrls = new Map<string, Promise<string>>();

/** A page of the editor may not start a worker from the address of its files, which is of another origin. */
function blobUrl(scriptUrl: string): Promise<string> {
  const known = blobUrls.get(scriptUrl) ?? fetchAsBlob(scriptUrl);
  blobUrls.set(scriptUrl, known);
  return known;
}

async function fetchAsBlob(scriptUrl: string): Promise<string> {
  const response = await fetch(scriptUrl);
  if (!response.ok) throw new Error(`The script of the JSON view could not be read (${response.status}).`);
  return URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
}
