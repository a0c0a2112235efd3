import type { RunSummary } from "../api/schemas/run.ts";
import { learnNames } from "../host/learnNames.ts";
import type { Session } from "../host/session.ts";
import type { RunNames } from "./runFacts.ts";

/** The names of what the run's ids stand for; those that cannot be read are left out. */
export async function namesOf(session: Session, run: RunSummary, signal: AbortSignal): Promise<RunNames> {
  await Promise.all([
    learnNames(session.tasks, [run.task_id], signal),
    learnNames(session.agents, [run.agent_id], signal),
    learnNames(session.sources, [run.source_id], signal),
    learnNames(session.credentials, [run.credential_id], signal),
  ]);
  return knownNames(session, run);
}

/** Those that are known already. */
export function knownNames(session: Session, run: RunSummary): RunNames {
  const source = session.sources.get(run.source_id);
  const credential = session.credentials.get(run.credential_id);
  const username = credential?.auth_credentials?.["username"];
  return {
    task: session.taskName(run),
    agent: session.agents.get(run.agent_id)?.name,
    source: source?.name ?? source?.website?.url,
    credential: typeof username === "string" ? username : (credential?.external_id ?? undefined),
  };
}
