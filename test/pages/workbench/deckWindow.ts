import { join } from "node:path";
import { readHolder } from "../../../src/local/holder.ts";
import { sampleWorkspace } from "../../support/paths.ts";
import { openDeckView, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

/** An editor window with the Deck view in sight, showing the demo runs of Local Deck. */
export interface DeckWindow extends Workbench {
  /** Local Deck as another program calls it: a path such as `/v2/task-runs`, the body of the answer back. */
  callLocalDeck(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
}

export async function openDeckWindow(settings: Readonly<Record<string, unknown>> = {}): Promise<DeckWindow> {
  const workbench = await openWorkbench({ workspace: sampleWorkspace, settings });
  const data = join(workbench.userDataDir, "User/globalStorage/task-runs-for-deck.deck-task-runs/local");
  await openDeckView(workbench.page);
  await treeItem(workbench.page, /^Running, /).first().waitFor();
  return { ...workbench, callLocalDeck: (method, path, body) => callLocalDeck(data, method, path, body) };
}

async function callLocalDeck(data: string, method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const holder = await readHolder(data);
  if (!holder) throw new Error("Local Deck does not run");
  const headers = { authorization: `Bearer ${holder.key}`, "content-type": "application/json" };
  const answer = await fetch(new URL(path, holder.url), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : {};
}
