import { constants } from "node:os";
import type { Disposable } from "../../../src/base/events.ts";

type Close = () => Promise<void> | void;

const closers = new Set<Close>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
let isListening = false;

/** Has `close` called when the program is told to end, or by `closeAll`, unless it was disposed of before. */
export function atEnd(close: Close): Disposable {
  listen();
  closers.add(close);
  return { dispose: () => void closers.delete(close) };
}

/** Closes what is open, the newest first. */
export async function closeAll(): Promise<void> {
  for (const close of Array.from(closers).toReversed()) {
    closers.delete(close);
    await closeOrSay(close);
  }
}

/** One thing that fails to close does not keep the others open. */
export async function closeOrSay(close: Close): Promise<void> {
  try {
    await close();
  } catch (error) {
    console.error(error);
  }
}

/** For a program whose standard input is a pipe of the one that started it: ends when that is gone, even if killed. */
export function endWithParent(): void {
  const input = process.stdin.resume().on("end", () => end("SIGTERM"));
  if ("unref" in input) input.unref();
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const signal of signals) process.once(signal, () => end(signal));
}

function end(signal: (typeof signals)[number]): void {
  void closeAll().finally(() => process.exit(128 + constants.signals[signal]));
}
