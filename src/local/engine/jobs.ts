import type { DeckError } from "../../api/schemas/error.ts";
import type { Json } from "../../api/schemas/wire.ts";
import { messageOf } from "../../base/errors.ts";
import type { Job, JobCredential, JobFile } from "../agents/agent.ts";
import { withTokens } from "../files/tokens.ts";
import { MissingFile } from "../store/blobs.ts";
import type { CredentialRow, RunRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { BrokenSeal } from "../store/vault.ts";
import type { Vault } from "../store/vault.ts";

interface JobParts {
  readonly store: Store;
  readonly vault: Vault;
}

/** What the agent of a run is given. Throws where a part of it cannot be read. */
export function jobOf({ store, vault }: JobParts, run: RunRow): Job {
  const task = store.tasks.get(run.task_id);
  const input = run.input.read();
  const credential = run.credential_id === null ? undefined : store.credentials.get(run.credential_id);
  return {
    runId: run.id,
    task: {
      id: run.task_id,
      name: task?.name ?? "",
      prompt: task?.prompt ?? null,
      outputSchema: task?.output_schema ?? null,
    },
    input: run.tokens === null ? input : withTokens(input, vault.open(run.tokens, run.id)),
    files: inputFiles(store, run.id),
    credential: credential ? shownCredential(credential) : null,
    scenario: run.scenario,
    progress: run.progress,
  };
}

function inputFiles(store: Store, runId: string): JobFile[] {
  const rows = store.storage.select("WHERE run_id = ? AND purpose != 'output' ORDER BY seq", [runId]);
  return rows.flatMap(({ id, purpose }) => (purpose === "output" ? [] : [{ id, purpose }]));
}

/** Opened only when an agent asks: they are nowhere else in clear. */
export function secretsOf({ store, vault }: JobParts, run: RunRow): Readonly<Record<string, Json>> {
  const secret = run.credential_id === null ? null : store.credentials.get(run.credential_id)?.secret;
  if (!secret || run.credential_id === null) return {};
  const opened = vault.open(secret, run.credential_id);
  return typeof opened === "object" && !Array.isArray(opened) && opened !== null ? opened : {};
}

/** Why a run cannot even be begun. */
export function startFailure(error: unknown): DeckError {
  if (error instanceof MissingFile) {
    const message = "A file with the input of the run is missing from the data folder of Local Deck.";
    return { type: "storage", code: "file_missing", message };
  }
  if (error instanceof BrokenSeal) {
    const message = "The tokenized input of the run cannot be opened: the secret of the data folder is another one.";
    return { type: "storage", code: "tokens_unreadable", message };
  }
  return { type: "api", code: "api_error", message: `The run could not be started: ${messageOf(error)}` };
}

function shownCredential({ id, summary }: CredentialRow): JobCredential {
  const username = summary["username"];
  const fields = summary["source_fields"];
  return {
    id,
    ...(typeof username === "string" && { username }),
    ...(typeof fields === "object" && fields !== null && !Array.isArray(fields) && { source_fields: fields }),
  };
}
