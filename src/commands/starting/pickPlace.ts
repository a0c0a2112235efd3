import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Credential, Session as OpenSession, Source, Task } from "../../api/schemas/resources.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import type { Place } from "./place.ts";
import { placeWords } from "./placeWords.ts";

interface PlaceItem extends vscode.QuickPickItem {
  readonly place: Place;
}

/** Where the run signs in: with a credential, on a source without one, in an open session, or nowhere. What the task used last comes first. */
export async function pickPlace(session: Session, task: Task): Promise<Place> {
  const [credentials, sources, open] = await Promise.all([session.credentials.all(), session.sources.all(), openSessions(session, task)]);
  const usable = credentials.filter(({ status }) => status !== "deleted");
  if (usable.length + sources.length + open.length === 0) {
    vscode.window.setStatusBarMessage("$(info) No account needed: there are no credentials, sources and open sessions to choose from.", 5_000);
    return {};
  }
  const items = placeItems(session, { credentials: usable, sources, open });
  const last = items.find(isPlaceOf(lastRun(session, task)));
  const picked = await vscode.window.showQuickPick(
    last ? [separator("Used last"), last, ...items.filter(item => item !== last)] : items,
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

interface Places {
  readonly credentials: readonly Credential[];
  readonly sources: readonly Source[];
  readonly open: readonly OpenSession[];
}

function placeItems(session: Session, { credentials, sources, open }: Places): PlaceItem[] {
  return [
    ...section("Accounts", credentials.toSorted(byTrust).map(each => credentialItem(each, session))),
    ...section("Open sessions, signed in already", open.map(each => sessionItem(each, session))),
    separator("Without signing in"),
    ...sources.map(sourceItem),
    { label: "$(circle-slash) No account needed", description: "and no source", place: {} },
  ];
}

function section(label: string, items: readonly PlaceItem[]): PlaceItem[] {
  return items.length === 0 ? [] : [separator(label), ...items];
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

function sessionItem({ id, status, task_runs }: OpenSession, session: Session): PlaceItem {
  const credential = task_runs?.find(run => run.credential_id)?.credential_id;
  const count = task_runs?.length ?? 0;
  return {
    label: `$(vm-running) Session …${idTail(id)}`,
    description: [credential ? placeWords(session, { credential_id: credential }) : undefined, status].filter(Boolean).join(" · "),
    detail: `${count} ${count === 1 ? "run" : "runs"} so far`,
    place: { session_id: id },
  };
}

/** Servers that ignore the filter have long lists. */
const maxLooked = 200;

/** Those in which the task's agent works and may go on. */
async function openSessions({ client }: Session, task: Task): Promise<OpenSession[]> {
  const found: OpenSession[] = [];
  let looked = 0;
  try {
    for await (const each of client.sessions.list(undefined, { status: openStatuses })) {
      if (openStatuses.includes(each.status) && each.task_runs?.some(run => run.agent_id === task.agent_id)) found.push(each);
      if (++looked === maxLooked) break;
    }
  } catch (error) {
    // They are a convenience, and older servers have no list of them.
    if (!hasFailed(error, "notFound") && !hasFailed(error, "failed") && !hasFailed(error, "malformed")) throw error;
  }
  return found;
}

function sourceItem(source: Source): PlaceItem {
  const url = source.website?.url ?? "";
  return { label: `$(globe) ${source.name ?? (url || source.id)}`, detail: url, place: { source_id: source.id } };
}

/** Also how *Run in the Same Session* knows that it can. */
export const openStatuses: readonly string[] = ["running", "idle"];

const trust = ["verified", "unverified"];

/** Those that worked before those that were never tried before those that were refused. */
function byTrust(a: Credential, b: Credential): number {
  return rank(a) - rank(b);
}

function rank({ status }: Credential): number {
  return trust.includes(status) ? trust.indexOf(status) : trust.length;
}

function lastRun({ store }: Session, task: Task): RunSummary | undefined {
  const newest = store.statuses().flatMap(status => store.ofStatus(status).find(run => run.task_id === task.id) ?? []);
  return newest.toSorted((a, b) => b.created_at.localeCompare(a.created_at))[0];
}

/** A run in an open session does not tell whether it was signed in anew. */
function isPlaceOf(run: RunSummary | undefined): (item: PlaceItem) => boolean {
  return ({ kind, place }) => {
    if (!run || kind === vscode.QuickPickItemKind.Separator || place.session_id) return false;
    return run.credential_id ? place.credential_id === run.credential_id : !place.credential_id && (place.source_id ?? "") === (run.source_id ?? "");
  };
}
