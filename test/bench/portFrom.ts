import { createInterface } from "node:readline";

/** From the one line that a server of the benchmarks prints once it listens. */
export async function portFrom(output: NodeJS.ReadableStream | null): Promise<number> {
  if (!output) throw new Error("the server has no output");
  for await (const line of createInterface({ input: output })) return JSON.parse(line).port;
  throw new Error("the server did not start");
}
