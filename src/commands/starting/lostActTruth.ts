import { hasFailed } from "../../api/apiError.ts";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { Session } from "../../host/session.ts";
import { actWords, isStart, type KeptAct } from "../../runs/starting/lostActs.ts";
import { canAnswer } from "../../runs/status.ts";

/** What is true now of an act that cannot be sent again; undefined if there is nothing to say. */
export async function truthAbout(session: Session, act: KeptAct): Promise<{ readonly sentence: string; readonly run?: RunSummary } | undefined> {
  if (isStart(act)) return truthAboutStart(session, act);
  if (act.route.endsWith("/interaction")) return truthAboutAnswer(session, act);
  if (act.route.endsWith("/cancel")) return undefined; // the tree shows it
  if (act.method === "DELETE" || act.route.endsWith("/end")) return (await isStillThere(session, act)) ? { sentence: undone(act) } : undefined;
  const which = act.id ? ` (${act.id})` : "";
  return { sentence: `It is not known whether ${actWords(act)}${which} was carried out: the window closed before the answer came. Look before you do it again.` };
}

/** The clocks of two machines differ. */
const earlierMs = 60_000;

async function truthAboutStart(session: Session, { id = "", at }: KeptAct) {
  const since = { created_after: new Date(at - earlierMs).toISOString(), created_before: new Date(at + earlierMs).toISOString() };
  const { data } = await session.client.runs.page({ task_id: id, ...since, limit: 20 });
  const run = data.find(({ task_id }) => task_id === id);
  const name = session.taskName({ task_id: id });
  const moment = `The answer about a run of "${name}" was lost when a window closed.`;
  if (!run) return { sentence: `${moment} No run of it began at that time: start it again if you still want it.` };
  return { sentence: `${moment} A run of it began at that time.`, run };
}

async function truthAboutAnswer({ client, store }: Session, { id = "" }: KeptAct) {
  const run = await client.runs.find(id);
  if (!run) return undefined;
  store.apply([run]);
  return canAnswer(run.status) ? { sentence: "A window closed before an answer was taken, and the run asks still. Answer it again.", run } : undefined;
}

async function isStillThere({ client }: Session, { route, id = "" }: KeptAct): Promise<boolean> {
  const reads: Readonly<Record<string, () => Promise<{ readonly status?: string | undefined }>>> = {
    agents: async () => ({ ...(await client.agents.get(id)), status: undefined }),
    sources: async () => ({ ...(await client.sources.get(id)), status: undefined }),
    credentials: () => client.credentials.get(id),
    tasks: () => client.tasks.get(id),
    sessions: () => client.sessions.get(id),
  };
  try {
    const thing = await reads[route.split("/")[1] ?? ""]?.();
    return thing !== undefined && !over.has(thing.status ?? "");
  } catch (error) {
    if (hasFailed(error, "notFound")) return false;
    throw error;
  }
}

const over = new Set(["deleted", "completing", "completed", "failed"]);

function undone(act: KeptAct): string {
  return `${act.method === "DELETE" ? "Deleting" : "Ending"} ${act.id ?? "it"} did not happen: a window closed before it was sent. Do it again if you still want it.`;
}
