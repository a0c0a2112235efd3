import { runtimeOf } from "../engine/runtime.ts";
import type { AgentRow, CredentialRow, EventDestinationRow, RunRow, SessionRow, SourceRow, StorageRow, TaskRow } from "../store/rows.ts";

/**
 * What an event tells of a resource: a snapshot of who it is and how it stands, never its payloads or secrets.
 * A value that is null in the resource is "" here.
 */
export type Summary = Readonly<Record<string, string | number>>;

export function agentSummary({ id, name, description }: Pick<AgentRow, "id" | "name" | "description">): Summary {
  return summary("agent", { id, name, description });
}

export function sourceSummary({ id, name, type }: Pick<SourceRow, "id" | "name" | "type">): Summary {
  return summary("source", { id, name, type });
}

/** As documented. */
export function credentialSummary(row: Pick<CredentialRow, "id" | "status" | "source_id" | "auth_method">): Summary {
  const { id, status, source_id, auth_method } = row;
  return summary("credential", { id, status, source_id, auth_method });
}

export function taskSummary(row: Pick<TaskRow, "id" | "name" | "status" | "agent_id">): Summary {
  const { id, name, status, agent_id } = row;
  return summary("task", { id, name, status, agent_id });
}

export function sessionSummary(row: Omit<SessionRow, "seq">): Summary {
  const { id, status } = row;
  return summary("session", { id, status, runtime_ms: runtimeOf(row), ...times(row) });
}

/** As documented. */
export function runSummary(row: RunRow): Summary {
  const { id, status, result, task_id, credential_id, agent_id, source_id } = row;
  const runtime_ms = runtimeOf(row);
  return summary("task_run", { id, status, result, task_id, credential_id, agent_id, source_id, runtime_ms, ...times(row) });
}

type StorageColumns = "id" | "file_name" | "file_type" | "file_size" | "purpose" | "run_id" | "created_at";

export function storageSummary(row: Pick<StorageRow, StorageColumns>): Summary {
  const { id, file_name, file_type, file_size, purpose, run_id, created_at } = row;
  const file = { id, file_name, file_type, file_size, purpose };
  return summary("storage", { ...file, task_run_id: run_id, created_at: iso(created_at) });
}

/** Without its address, which may carry a secret. */
export function destinationSummary(row: Pick<EventDestinationRow, "id" | "name" | "status" | "type">): Summary {
  const { id, name, status, type } = row;
  return summary("event_destination", { id, name, status, type });
}

function summary(object: string, { id, ...rest }: { id: string; [name: string]: string | number | null }): Summary {
  const filled = Object.entries(rest).map(([name, value]) => [name, value ?? ""]);
  return { id, object, ...Object.fromEntries(filled) };
}

function times({ created_at, updated_at }: { created_at: number; updated_at: number }) {
  return { created_at: iso(created_at), updated_at: iso(updated_at) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
