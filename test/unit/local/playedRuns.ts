import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import type { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

export const textFile = (text: string, name: string): ScenarioStep => ({ step: "store", text, name });

/** A run of these steps, played to its end. */
export async function played(app: App, steps: readonly ScenarioStep[], storage: object = {}) {
  const task = await app.newTask(steps, { storage });
  return { task, ...(await playedAgain(app, task)) };
}

/** Extraction loads its parsers, so it takes turns that the clock does not see. */
export async function playedAgain(app: App, task: string, body: object = {}) {
  const { id } = await app.runTask(task, body);
  await app.clock.play(1000);
  for (;;) {
    const run = await app.run(id);
    if (run.status !== "running" && run.status !== "queued") return { run, files: run.storage ?? [] };
    await new Promise(resolve => void setImmediate(resolve));
  }
}

export async function downloaded(app: App, url: string | null | undefined): Promise<string> {
  return Buffer.from(await (await app.app.request(url ?? "")).arrayBuffer()).toString();
}

/** The names of the files that the store keeps beside itself. */
export function filesBeside(data: string): string[] {
  return readdirSync(join(data, "files"));
}
