import type { Run, RunSummary } from "../api/schemas/run.ts";
import type { Fact, FactName } from "../protocol/runPage.ts";
import { isActive } from "../runs/status.ts";

/** What the ids of a run are called; an id without a name is shown as it is. */
export interface RunNames {
  readonly task: string;
  readonly agent?: string | undefined;
  readonly source?: string | undefined;
  readonly credential?: string | undefined;
}

/** The lines under a run's title. */
export function factsOf(run: RunSummary | Run, names: RunNames): Fact[] {
  const requestId = "request_id" in run ? run.request_id : undefined;
  const facts: (Fact | undefined)[] = [
    timeFact("created", "Created", run.created_at),
    isActive(run.status) ? undefined : timeFact("ended", "Ended", run.updated_at),
    named("task", { label: "Task", name: names.task, id: run.task_id, lead: "Show runs of this task" }),
    named("agent", { label: "Agent", name: names.agent, id: run.agent_id, lead: "Show runs of this agent" }),
    named("source", { label: "Source", name: names.source, id: run.source_id, lead: "Show runs at this source" }),
    named("credential", { label: "Credential", name: names.credential, id: run.credential_id, lead: "Show runs with this credential" }),
    named("session", { label: "Session", id: run.session_id, lead: "Show runs of this session" }),
    named("request", { label: "Request", id: requestId, lead: "Show the answer to this request, as it came" }),
  ];
  return facts.filter(fact => fact !== undefined);
}

function timeFact(name: FactName, label: string, time: string): Fact {
  const value = Number.isNaN(Date.parse(time)) ? time : new Date(time).toLocaleString();
  return { name, label, value, copy: time };
}

interface Named {
  readonly label: string;
  readonly name?: string | undefined;
  readonly id: string | null | undefined;
  readonly lead: string;
}

function named(name: FactName, { label, name: known, id, lead }: Named): Fact | undefined {
  return id ? { name, label, value: known ?? id, copy: id, lead } : undefined;
}
