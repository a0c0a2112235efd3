import { hasFailed } from "../api/apiError.ts";
import type { Session } from "../host/session.ts";
import { loadFullJudge } from "../runs/starting/judge.ts";
import { markIn, placeInText } from "../tasks/placeInText.ts";
import { readTaskFile, type TaskFile } from "../tasks/taskFile.ts";
import { calledSo, type Kind, type NamedThing, thingsOf } from "./namedThings.ts";

export interface TaskFileProblem {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly meant: readonly NamedThing[];
}

interface Found {
  readonly pointer: string;
  readonly words: string;
  /** What may be put in its place, by its id. */
  readonly meant?: readonly NamedThing[];
}

/** What the service would not take. The form of the file is not looked at: editors check it by its schema. */
export async function problemsOf(session: Session, text: string): Promise<TaskFileProblem[]> {
  const read = readTaskFile(text);
  if (read.kind === "unusable") return [];
  const found = await problemsIn(session, read.file);
  return found.map(({ pointer, words, meant = [] }) => ({ ...markIn(text, placeInText(text, pointer)), words, meant }));
}

/** Each of the things that it names is looked up, and its input held against the task's schema. */
export async function problemsIn(session: Session, file: TaskFile): Promise<Found[]> {
  const { client } = session;
  const { credential, source, session: open } = file;
  const missing = await Promise.all([
    unknown(session, "credential", credential, id => client.credentials.get(id)),
    unknown(session, "source", source, id => client.sources.get(id)),
    unknown(session, "session", open, id => client.sessions.get(id)),
    inputProblems(session, file),
  ]);
  return missing.flat();
}

async function inputProblems(session: Session, { task: id, input }: TaskFile): Promise<Found[]> {
  const judge = await loadFullJudge();
  try {
    const task = await session.client.tasks.get(id);
    if (input === undefined) return [];
    return judge(task.input_schema ?? {}, input).map(({ pointer, words }) => ({ pointer: `/input${pointer}`, words }));
  } catch (error) {
    return [await notThere(session, "task", id, error)];
  }
}

async function unknown(session: Session, kind: Kind | "session", id: string | undefined, get: (id: string) => Promise<unknown>): Promise<Found[]> {
  if (id === undefined) return [];
  try {
    await get(id);
    return [];
  } catch (error) {
    return [await notThere(session, kind, id, error)];
  }
}

/** Throws what says nothing about the thing. */
async function notThere(session: Session, kind: Kind | "session", id: string, error: unknown): Promise<Found> {
  if (!hasFailed(error, "notFound")) throw error;
  const meant = kind === "session" ? [] : calledSo(await thingsOf(session, kind), id);
  const words = meant.length > 0 ? nameWords(kind, id, meant) : `There is no ${kind} ${id} in ${session.profile.name}. Ids belong to one profile: write one of this profile, or switch to the one that it belongs to.`;
  return { pointer: `/${kind}`, words, meant };
}

const maxListed = 3;

function nameWords(kind: string, name: string, meant: readonly NamedThing[]): string {
  const ids = meant.slice(0, maxListed).map(({ id }) => id).join(", ");
  if (meant.length === 1) return `"${name}" is the name of a ${kind}. Write its id here: ${ids}.`;
  return `"${name}" is the name of ${meant.length} ${kind}s. Write the id of one of them here: ${ids}${meant.length > maxListed ? ", ..." : ""}.`;
}
