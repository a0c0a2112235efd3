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
  const facts: (Fact | undefined)[] = [
    timeFact("created", "Created", run.created_at),
    isActive(run.status) ? undefined : timeFact("ended", "Ended", run.updated_at),
    named("task", { label: "Task", name: names.task, id: run.task_id, lead: "Show runs of this task" }),
    named("agent", { label: "Agent", name: names.agent, id: run.agent_id, lead: "Show runs of this agent" }),
    named("source", { label: "Source", name: names.source, id: run.source_id, lead: "Show runs at this source" }),
    named("credential", { label: "Credential", name: names.credential, id: run.credential_id, lead: "Show runs with this credential" }),
    named("session", { label: "Session", id: run.session_id, lead: "Show runs of this session" }),
    requestFact(run),
  ];
  return facts.filter(fact => fact !== undefined);
}

/** Of a run that is not of the window's profile: what leads on leads no farther than the page. */
export function factsElsewhere(facts: readonly Fact[]): Fact[] {
  return facts.map(({ lead, ...fact }) => (lead === undefined || fact.name !== "request" ? fact : { ...fact, lead }));
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

/** A run of which only a list has told yet keeps the place: what stands below is not to move when the rest comes. */
function requestFact(run: RunSummary | Run): Fact | undefined {
  if (!isWhole(run)) return { name: "request", label: "Request", value: "…" };
  return named("request", { label: "Request", id: run.request_id, lead: "Show the answer to this request, as it came" });
}

/** Lists leave out what can be large. */
export function isWhole(run: Run | RunSummary): run is Run {
  return "storage" in run || "artifacts" in run;
}
