import type { InputFile } from "../files/inputFiles.ts";
import type { TokenizedInput } from "../files/tokens.ts";
import { newId } from "../ids.ts";
import type { RunRow, TaskRow } from "../store/rows.ts";
import type { Payload } from "../store/payload.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { openSession } from "./sessions.ts";

/** What is known when a run is asked for. Without a session it gets a new one. */
export interface NewRun {
  readonly input: Payload;
  readonly source_id: string | null;
  readonly credential_id: string | null;
  readonly session_id: string | null;
  /** Members that were taken out of the input, to be sealed. */
  readonly tokens?: Omit<TokenizedInput, "input">;
  readonly files?: readonly InputFile[];
}

/** As documented. */
const defaultTimeoutSeconds = 1800;

/** The row of a queued run; makes its session where it needs one. */
export function newRunRow(store: Store, task: TaskRow, wanted: NewRun, at: number): Omit<RunRow, "seq"> {
  return {
    id: newId("trun"),
    created_at: at,
    updated_at: at,
    status: "queued",
    result: null,
    task_id: task.id,
    agent_id: task.agent_id,
    source_id: wanted.source_id,
    credential_id: wanted.credential_id,
    session_id: wanted.session_id ?? openSession(store, wanted, at),
    input: wanted.input,
    tokenized: null,
    tokens: null,
    output: null,
    errors: null,
    interaction: null,
    scenario: task.scenario,
    progress: null,
    reply: null,
    timeout_seconds: task.timeout_seconds ?? defaultTimeoutSeconds,
    started_at: null,
    ended_at: null,
    answer_by: null,
  };
}

/** What of its row is known only with its id. */
export function sealedTokens(vault: Vault, id: string, { tokens }: NewRun): Partial<Pick<RunRow, "tokenized" | "tokens">> {
  if (!tokens || tokens.names.length === 0) return {};
  return { tokenized: [...tokens.names], tokens: vault.seal(tokens.values, id) };
}
