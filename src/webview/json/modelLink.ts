import { scriptBlob } from "../scriptBlob.ts";
import type { Answer, FromWorker, OpenText, ToWorker } from "./messages.ts";
import type { Engine } from "./model/engine.ts";

/** The way to a model, wherever it lives. Answers come in the order of the wishes, perhaps at once. */
export interface ModelLink {
  ask(wanted: ToWorker, then: (answer: Answer) => void): void;
  dispose(): void;
}

export interface LinkOptions {
  /** The engine's script: imported for a model on this thread, started as a worker for one on its own. */
  readonly scriptUrl: string;
  /** What is only late may come yet. */
  readonly onDidFail: (why: string, isLate?: true) => void;
}

export type Asked = readonly [wanted: ToWorker, then: (answer: Answer) => void];

/** A model on this thread: once its script is there, it answers at once. */
export class NearModel implements ModelLink {
  private readonly early: Asked[] = [];
  private engine: Engine | undefined;
  private readonly options: LinkOptions;
  private isUsed = false;
  private isOver = false;

  constructor(options: LinkOptions) {
    this.options = options;
    this.start(options.scriptUrl).catch((error: unknown) => options.onDidFail(String(error)));
  }

  ask(...asked: Asked): void {
    if (this.isOver) return;
    this.isUsed = true;
    if (this.engine) this.answer(this.engine, asked);
    else this.early.push(asked);
  }

  handOver(): OpenText | undefined {
    return this.engine?.handOver();
  }

  dispose(): void {
    this.isOver = true;
    this.early.splice(0);
  }

  private answer(engine: Engine, [wanted, then]: Asked): void {
    const reply = engine.reply(wanted);
    if ("failure" in reply) this.options.onDidFail(reply.failure);
    else then(reply.answer);
  }

  private async start(scriptUrl: string): Promise<void> {
    const script: unknown = await import(scriptUrl);
    if (!isEngineScript(script)) throw new Error("The script of the JSON view is not the one expected. Reload the window.");
    if (this.isOver) return;
    this.engine = script.newEngine();
    for (const asked of this.early.splice(0)) this.answer(this.engine, asked);
    await script.warmUp(() => !this.isUsed && !this.isOver);
  }
}

interface EngineScript {
  readonly newEngine: () => Engine;
  readonly warmUp: (isNeeded: () => boolean) => Promise<void>;
}

function isEngineScript(script: unknown): script is EngineScript {
  return typeof script === "object" && script !== null && "newEngine" in script && "warmUp" in script;
}

/** Fifty times what 50 MB take on two busy cores. */
const patienceMs = 15_000;
const silence = `Its worker has not answered for ${patienceMs / 1000} seconds.`;

export interface WorkerOptions extends LinkOptions {
  /** Gets what was asked for until then. */
  readonly onDidNotStart: (asked: readonly Asked[]) => void;
}

/**
 * A model in a worker of the page: measured in the editor, a window of rows comes from here in 0.1 ms, from the extension's
 * host in 6 (150 on a busy machine). The way of the text into the page, 40 ms for each MB, is bridged by its beginning.
 */
export class WorkerModel implements ModelLink {
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private readonly early: Asked[] = [];
  private readonly options: WorkerOptions;
  private worker: Worker | undefined;
  private isReady = false;
  private isOver = false;
  private patience: number | undefined;

  constructor(options: WorkerOptions) {
    this.options = options;
    this.wait();
    this.start(options.scriptUrl).catch(() => this.giveBack());
  }

  /** The bytes of a text move to the worker and are empty here afterwards; they stay until it has started. */
  ask(...asked: Asked): void {
    if (this.isReady) this.send(asked);
    else this.early.push(asked);
  }

  dispose(): void {
    this.isOver = true;
    clearTimeout(this.patience);
    this.worker?.terminate();
  }

  private async start(scriptUrl: string): Promise<void> {
    const url = await scriptBlob(scriptUrl);
    if (this.isOver) return;
    this.worker = new Worker(url, { type: "module" });
    this.worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.receive(event.data));
    this.worker.addEventListener("error", event => {
      event.preventDefault();
      clearTimeout(this.patience);
      if (this.isReady) this.options.onDidFail(event.message);
      else this.giveBack();
    });
  }

  private receive(message: FromWorker): void {
    if ("isReady" in message) return this.begin();
    const then = this.waiting.shift();
    this.wait();
    if ("failure" in message) this.options.onDidFail(message.failure);
    else then?.(message.answer);
  }

  private begin(): void {
    this.isReady = true;
    this.wait();
    for (const asked of this.early.splice(0)) this.send(asked);
  }

  private send([wanted, then]: Asked): void {
    this.waiting.push(then);
    if (this.waiting.length === 1) this.wait();
    const bytes = wanted.wish.type === "show" ? wanted.wish.bytes : undefined;
    const isWhole = bytes && bytes.byteLength === bytes.buffer.byteLength;
    this.worker?.postMessage(wanted, isWhole ? [bytes.buffer] : []);
  }

  /** From each sign of life on, as long as something is to come. */
  private wait(): void {
    clearTimeout(this.patience);
    if (this.isReady && this.waiting.length === 0) return;
    this.patience = setTimeout(() => this.isReady ? this.options.onDidFail(silence, true) : this.giveBack(), patienceMs);
  }

  private giveBack(): void {
    const { isOver } = this;
    this.dispose();
    if (!isOver) this.options.onDidNotStart(this.early.splice(0));
  }
}
