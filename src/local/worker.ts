import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";
import { messageOf } from "../base/errors.ts";
import { LocalDeckError } from "./failure.ts";
import { startLocalDeck } from "./localDeck.ts";
import { logUnseenFailures } from "./unseenFailures.ts";
import { closeMessage } from "./workerMessages.ts";
import type { FromLocalDeckWorker } from "./workerMessages.ts";

const WorkerData = z.object({ data: z.string(), demo: z.boolean(), assets: z.string().optional(), scenarios: z.string().optional() });

async function main(): Promise<void> {
  const { assets, scenarios, ...options } = WorkerData.parse(workerData);
  logUnseenFailures(message => process.stderr.write(`${message}\n`));
  const deck = await startLocalDeck({ ...options, ...(assets !== undefined && { assets }), ...(scenarios !== undefined && { scenarios }) });
  parentPort?.on("message", message => {
    // Without the port nothing holds the thread any longer.
    if (message === closeMessage) void deck.close().finally(() => parentPort?.close());
  });
  tell({ type: "listening", url: deck.url, key: deck.key });
}

function failureOf(error: unknown): FromLocalDeckWorker {
  if (!(error instanceof LocalDeckError)) return { type: "failed", kind: "other", message: messageOf(error) };
  const { kind, message, holder } = error;
  return { type: "failed", kind, message, ...(holder && { holder }) };
}

function tell(message: FromLocalDeckWorker): void {
  parentPort?.postMessage(message);
}

await main().catch((error: unknown) => tell(failureOf(error)));
