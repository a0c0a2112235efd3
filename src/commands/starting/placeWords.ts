import { credentialName } from "../../host/filterNames.ts";
import { learnNames } from "../../host/learnNames.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import type { Place } from "./place.ts";

/** Looks up what `placeWords` says, where nobody has picked the place: a file or an earlier run names ids. */
export async function learnPlace({ credentials, sources }: Session, { credential_id, source_id }: Place): Promise<void> {
  const { signal } = new AbortController();
  await learnNames(credentials, [credential_id], signal);
  await learnNames(sources, [source_id ?? credentials.get(credential_id ?? "")?.source_id], signal);
}

/** With what a run signs in and where, as people call it. */
export function placeWords(session: Session, { credential_id, source_id, session_id }: Place): string {
  const credential = credential_id ? session.credentials.get(credential_id) : undefined;
  const account = credential_id && (credential ? credentialName(credential) : credential_id);
  const source = sourceWords(session, source_id ?? credential?.source_id);
  const open = session_id && `in the open session …${idTail(session_id)}`;
  const where = [account, source].filter(Boolean).join(" at ");
  return [where, open].filter(Boolean).join(", ") || "none";
}

function sourceWords(session: Session, id: string | undefined): string | undefined {
  const source = id === undefined ? undefined : session.sources.get(id);
  return source?.name ?? source?.website?.url ?? id;
}
