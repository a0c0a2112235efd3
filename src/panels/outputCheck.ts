import { Worker } from "node:worker_threads";
import type { JsonSchema } from "../api/schemas/wire.ts";
import type { Violation } from "./violations.ts";

/** What comes of holding an output against its task's schema. `total` counts those that are not listed, too. */
export type OutputCheck =
  | { readonly kind: "checked"; readonly violations: readonly Violation[]; readonly total: number }
  | { readonly kind: "unusable"; readonly why: string };

export interface OutputToCheck {
  readonly schema: JsonSchema;
  /** JSON text. */
  readonly output: string;
}

/** Patterns and references can make a check endless. */
const patienceMs = 20_000;

/** Checks in a thread of its own, so that the largest output holds up nobody. `workerFile` is outputCheckWorker.js. */
export async function checkOutput(workerFile: string | URL, toCheck: OutputToCheck, signal: AbortSignal): Promise<OutputCheck> {
  signal.throwIfAborted();
  if (/^\s*"enc_/.test(toCheck.output)) return unusable("The output is encrypted, so it cannot be checked against the schema.");
  const worker = new Worker(workerFile, { workerData: toCheck, name: "Output check" });
  const patience = AbortSignal.timeout(patienceMs);
  const ending = AbortSignal.any([signal, patience]);
  try {
    return await answerOf(worker, ending);
  } catch (error) {
    signal.throwIfAborted();
    if (patience.aborted) return unusable("Checking the output against the schema took too long, because of a pattern or of the references of the schema.");
    return unusable(`The output could not be checked against the schema. ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, ending: AbortSignal): Promise<OutputCheck> {
  const { promise, resolve, reject } = Promise.withResolvers<OutputCheck>();
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", () => reject(new Error("The check ended without an answer.")));
  ending.addEventListener("abort", () => reject(new Error("The check was ended.")), { once: true });
  return promise;
}

function unusable(why: string): OutputCheck {
  return { kind: "unusable", why };
}
