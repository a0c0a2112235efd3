import type { Agent, Job } from "./agent.ts";
import type { Assets } from "./assets.ts";
import { ScenarioAgent } from "./scenarioAgent.ts";
import { SchemaAgent } from "./schemaAgent.ts";

/** One's own agents first; then a scenario is played where one is chosen, else the output comes from its schema. */
export function agentFor(assets: Assets, own?: (job: Job) => Agent | undefined): (job: Job) => Agent {
  const scenarios = new ScenarioAgent(assets);
  const schemas = new SchemaAgent();
  return job => own?.(job) ?? (job.scenario === null ? schemas : scenarios);
}
