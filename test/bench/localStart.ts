import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { dist } from "../support/paths.ts";
import { startChild } from "../support/process/children.ts";
import { type Figure, repeat } from "./measure.ts";

/** From the start of the bundled program to the line that says where it listens. */
export async function localStart(): Promise<Figure[]> {
  const full = await mkdtemp(join(tmpdir(), "deck-bench-"));
  await start(full, ["--demo"]);
  const figures: Figure[] = [
    { what: "Local Deck, start to listening, new data", unit: "ms", values: await repeat(10, () => startAnew([])), aim: { below: 300 } },
    { what: "Local Deck, start to listening, with demo runs", unit: "ms", values: await repeat(10, () => start(full, [])), aim: { below: 300 } },
    { what: "Local Deck, start to listening, making the demo runs", unit: "ms", values: await repeat(10, () => startAnew(["--demo"])) },
  ];
  await rm(full, { recursive: true });
  return figures;
}

async function startAnew(options: readonly string[]): Promise<number> {
  const data = await mkdtemp(join(tmpdir(), "deck-bench-"));
  const ms = await start(data, options);
  await rm(data, { recursive: true });
  return ms;
}

async function start(data: string, options: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = startChild(process.execPath, [join(dist, "local/program.js"), "--port", "0", "--data", data, ...options]);
  if (!child.process.stdout) throw new Error("the program has no output");
  for await (const line of createInterface({ input: child.process.stdout })) {
    const ms = performance.now() - began;
    JSON.parse(line);
    await child.close();
    return ms;
  }
  throw new Error("Local Deck did not start");
}
