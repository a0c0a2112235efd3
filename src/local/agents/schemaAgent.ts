import * as z from "zod";
import { sleep } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Json } from "../../api/schemas/wire.ts";
import { RunFailure } from "./agent.ts";
import type { Agent, Completion, Job, Picture, World } from "./agent.ts";
import { drawnPage, linesOf } from "./drawnPages.ts";
import { generatedOutput, seedOf } from "./generatedOutput.ts";

const shortestMs = 1200;
const longestMs = 3200;

/** How many pages have been seen already. */
const Progress = z.object({ seen: z.int().min(0) });

/**
 * For tasks that have no scenario: the output is generated from the `output_schema`, the same for the same input, after
 * a look at a few pages.
 */
export class SchemaAgent implements Agent {
  async execute(job: Job, world: World): Promise<Completion> {
    const seed = seedOf(job.task.outputSchema, job.input);
    const output = await outputOf(job, seed);
    const pages = pagesOf(job, output);
    const seen = Progress.safeParse(job.progress).data?.seen ?? 0;
    for (const [index, page] of [...pages.entries()].slice(seen)) {
      await sleep(world.clock, pauseMs(seed, index), world.signal);
      await world.screenshot(page);
      await world.remember({ seen: index + 1 });
    }
    await sleep(world.clock, pauseMs(seed, pages.length), world.signal);
    return { output };
  }
}

async function outputOf({ task }: Job, seed: number): Promise<Json> {
  if (task.outputSchema === null) return { note: "The task has no output_schema, so Local Deck had nothing to generate an output from." };
  try {
    return await generatedOutput(task.outputSchema, seed);
  } catch (error) {
    throw new RunFailure({ type: "task", code: "agent_failed", message: messageOf(error) });
  }
}

/** Of the input only the names are drawn: what is in it may be nobody's business. */
function pagesOf({ task, input }: Job, output: Json): Picture[] {
  const names = input !== null && typeof input === "object" && !Array.isArray(input) ? Object.keys(input) : [];
  const filled = names.length === 0 ? ["Nothing to fill in"] : names.map(name => `${name}: ••••••`);
  return [
    drawnPage(task.name, ["Welcome", "This task has no scenario, so no real website is shown."], "The start page is open. I look for where to begin."),
    drawnPage(`${task.name}: details`, filled, "I fill in what I was given and go on."),
    drawnPage(`${task.name}: result`, linesOf(output), "Everything that was asked for is on this page. I read it and finish."),
  ];
}

/** Between 1.2 and 3.2 s, the same for the same run. */
function pauseMs(seed: number, index: number): number {
  return shortestMs + (seedOf(seed, index) % (longestMs - shortestMs));
}
