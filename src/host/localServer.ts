import { Worker } from "node:worker_threads";
import type { Disposable } from "../base/events.ts";
import { closeMessage, type FromLocalDeckWorker, type LocalDeckWorkerData } from "../local/workerMessages.ts";

export interface LocalServer {
  readonly url: string;
  readonly key: string;
  /** Resolves when everything is written and the port is free. */
  close(): Promise<void>;
}

/** Local Deck could not be started; the message says why and what to do. */
export class LocalServerError extends Error {
  override readonly name = "LocalServerError";
}

/** How long the worker may take to write what it holds. */
const closeLimitMs = 3_000;

/**
 * Runs Local Deck in a thread of its own. If another window or program has it on the same data already,
 * this one joins, and leaves it running at the end.
 */
export async function startLocalServer(workerFile: string, data: LocalDeckWorkerData): Promise<LocalServer> {
  const worker = new Worker(workerFile, { workerData: data, name: "Local Deck" });
  const ended = new Promise<void>(resolve => void worker.once("exit", () => resolve()));
  const first = await firstMessage(worker);
  if (first.type === "listening") return { url: first.url, key: first.key, close: () => close(worker, ended) };
  await worker.terminate();
  if (first.holder) return { ...first.holder, close: () => Promise.resolve() };
  throw new LocalServerError(first.message);
}

function firstMessage(worker: Worker): Promise<FromLocalDeckWorker> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void =>
      reject(new LocalServerError("Local Deck ended before it was ready. The log of the extension host tells more.", { cause }));
    worker.once("error", fail);
    worker.once("exit", fail);
    worker.once("message", (message: FromLocalDeckWorker) => resolve(message));
  });
}

async function close(worker: Worker, ended: Promise<void>): Promise<void> {
  worker.postMessage(closeMessage);
  const limit = timeLimit(closeLimitMs);
  await Promise.race([ended, limit.reached]);
  limit.dispose();
  await worker.terminate();
}

function timeLimit(ms: number): Disposable & { readonly reached: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { reached: promise, dispose: () => clearTimeout(timer) };
}
