import type { Credential } from "../api/schemas/resources.ts";
import { type Facet, type RunFilter, valuesOf } from "../runs/store/runFilter.ts";
import { learnNames } from "./learnNames.ts";
import type { Session } from "./session.ts";

/** What an id in a filter is called, as far as that was looked up; else the id itself. */
export function nameIn(session: Session, facet: Facet, id: string): string {
  switch (facet) {
    case "task_id":
      return session.taskName({ task_id: id });
    case "agent_id":
      return session.agents.get(id)?.name ?? id;
    case "source_id": {
      const source = session.sources.get(id);
      return source?.name ?? source?.website?.url ?? id;
    }
    case "credential_id": {
      const credential = session.credentials.get(id);
      return credential ? credentialName(credential) : id;
    }
    default:
      return id;
  }
}

export function credentialName(credential: Credential): string {
  const username = credential.auth_credentials?.["username"];
  return typeof username === "string" ? username : (credential.external_id ?? credential.id);
}

/** Looks up what the ids of some filters are called. */
export async function learnFilterNames(session: Session, filters: readonly RunFilter[], signal: AbortSignal): Promise<void> {
  const ids = (facet: Facet): string[] => filters.flatMap(filter => [...valuesOf(filter, facet)]);
  await Promise.all([
    learnNames(session.tasks, ids("task_id"), signal),
    learnNames(session.agents, ids("agent_id"), signal),
    learnNames(session.sources, ids("source_id"), signal),
    learnNames(session.credentials, ids("credential_id"), signal),
  ]);
}
