import type { Agent, Job } from "./agent.ts";

/** As documented: a file that is given for extraction is parsed directly, and the agent is skipped. */
export function wantsParsing(job: Job): boolean {
  return job.files.some(({ purpose }) => purpose === "extraction");
}

/** Completes with what was extracted, with a list where there were several files. */
export const parsingAgent: Agent = {
  async execute({ files }, world) {
    const found = [];
    for (const { id, purpose } of files) if (purpose === "extraction") found.push(await world.extract(id));
    return { output: found.length === 1 ? (found[0] ?? null) : found };
  },
};
