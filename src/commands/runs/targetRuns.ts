import type { App } from "../../host/app.ts";
import { targetRun } from "../../host/runTarget.ts";
import type { Session } from "../../host/session.ts";
import { selectedRuns } from "./bulkActs.ts";

/** The runs that are selected, else the one that is handed over or that the person picks. */
export async function targetRuns(app: App, target: unknown, selected: unknown, title: string): Promise<{ session: Session; ids: readonly string[] }> {
  const ids = selectedRuns(selected);
  if (ids && ids.length > 0) return { session: await app.connection.ensure(), ids };
  const { session, id } = await targetRun(app, target, { title, suits: () => true, none: "There are no runs yet." });
  return { session, ids: [id] };
}
