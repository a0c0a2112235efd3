import * as vscode from "vscode";
import type { RunStart } from "../api/parts/runs.ts";
import type { Credential, Source, Task } from "../api/schemas/resources.ts";
import type { Session } from "../host/session.ts";

type Place = Pick<RunStart, "credential_id" | "source_id">;

interface PlaceItem extends vscode.QuickPickItem {
  readonly place: Place;
}

/** Where the run signs in: with a credential, on a source without one, or nowhere. What the task used last comes first. */
export async function pickPlace(session: Session, task: Task): Promise<Place> {
  const [credentials, sources] = await Promise.all([session.credentials.all(), session.sources.all()]);
  const usable = credentials.filter(({ status }) => status !== "deleted");
  if (usable.length + sources.length === 0) return {};
  const picked = await vscode.window.showQuickPick(
    [
      separator("Accounts"),
      ...lastUsedFirst(usable.toSorted(byTrust).map(credential => credentialItem(credential, session)), session, task),
      separator("Without signing in"),
      ...lastUsedFirst(sources.map(sourceItem), session, task),
      { label: "$(circle-slash) No account and no source", place: {} },
    ],
    {
      title: `Run Task: ${task.name}`,
      placeHolder: "Choose the account to run with",
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.place;
}

function separator(label: string): PlaceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, place: {} };
}

function credentialItem(credential: Credential, session: Session): PlaceItem {
  const source = session.sources.get(credential.source_id);
  const username = credential.auth_credentials?.["username"];
  const name = typeof username === "string" ? username : (credential.external_id ?? credential.id);
  return {
    label: `$(account) ${name}`,
    description: [source?.name, credential.status].filter(Boolean).join(" · "),
    detail: source?.website?.url ?? "",
    place: { credential_id: credential.id },
  };
}

function sourceItem(source: Source): PlaceItem {
  const url = source.website?.url ?? "";
  return { label: `$(globe) ${source.name ?? (url || source.id)}`, detail: url, place: { source_id: source.id } };
}

const trust = ["verified", "unverified"];

/** Those that worked before those that were never tried before those that were refused. */
function byTrust(a: Credential, b: Credential): number {
  return rank(a) - rank(b);
}

function rank({ status }: Credential): number {
  return trust.includes(status) ? trust.indexOf(status) : trust.length;
}

function lastUsedFirst(items: readonly PlaceItem[], { store }: Session, task: Task): PlaceItem[] {
  const last = store
    .statuses()
    .flatMap(status => store.ofStatus(status).find(run => run.task_id === task.id) ?? [])
    .toSorted((a, b) => b.created_at.localeCompare(a.created_at))[0];
  const isLast = ({ place }: PlaceItem): boolean =>
    place.credential_id ? place.credential_id === last?.credential_id : !last?.credential_id && place.source_id === last?.source_id;
  return items.toSorted((a, b) => Number(isLast(b)) - Number(isLast(a)));
}
