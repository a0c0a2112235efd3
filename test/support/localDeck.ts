import { createInterface } from "node:readline";
import * as z from "zod";
import { startChild } from "./process/children.ts";

/** The one line that the program prints when it listens. */
const Listening = z.object({ url: z.url(), key: z.string() });

export interface LocalDeck {
  url: string;
  key: string;
  close(): Promise<void>;
}

/** Starts Local Deck as a program. What it says when it cannot start becomes the error. */
export async function startLocalDeck(options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<LocalDeck> {
  const child = startChild(process.execPath, ["src/local/program.ts", ...options], { env: { ...process.env, ...env } });
  let complaint = "";
  child.process.stderr?.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const { stdout } = child.process;
  if (!stdout) throw new Error("Local Deck has no output");
  for await (const line of createInterface({ input: stdout })) {
    return { ...Listening.parse(JSON.parse(line)), close: () => child.close() };
  }
  throw new Error(complaint.trim() || "Local Deck ended before it listened");
}
