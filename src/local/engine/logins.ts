import { credentialSummary } from "../events/summaries.ts";
import type { CredentialRow, RunRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";

/** What the new status of a run says about its credential: whether the source let it in. */
export function followLogin(store: Store, run: RunRow, at: number): void {
  const status = verdictOf(run);
  if (!status || run.credential_id === null) return;
  const credential = store.credentials.get(run.credential_id);
  if (!credential || credential.status === "deleted") return;
  const changed = store.credentials.amend(credential, { status }, at);
  if (changed) store.addEvent(`credential.${status}`, at, credentialSummary(changed));
}

/** Agents do not tell of the login itself: a run that completed was let in, one that failed otherwise may have been. */
function verdictOf({ status, errors }: RunRow): Extract<CredentialRow["status"], "verified" | "invalid"> | undefined {
  if (status === "completed") return "verified";
  return errors?.some(error => error.code === "auth_invalid") ? "invalid" : undefined;
}
