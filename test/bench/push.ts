import * as z from "zod";
import { type DeckWindow, openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { treeItem } from "../support/workbench/actions.ts";
import { type Figure, withHigh } from "./measure.ts";

/** Turn and turn about, so that what else the machine does falls on both. */
const blocks = 3;
const runsPerBlock = 5;

const Listed = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });

/** From the answer of the server that changed a run to the changed line in the tree, with push and beside it with polling alone. */
export async function push(): Promise<Figure[]> {
  const window = await openDeckWindow();
  await treeItem(window.page, /^Running, /).first().waitFor();
  const task = (await listed(window, "/v2/tasks?limit=100")).find(({ name }) => name === "Check outage status");
  if (!task) throw new Error("The demo has changed");
  const times: Record<"pushed" | "polled", number[]> = { pushed: [], polled: [] };
  for (let block = 0; block < blocks; block++) {
    for (const way of ["pushed", "polled"] as const) {
      await setPush(window, way === "pushed");
      for (let run = 0; run < runsPerBlock; run++) times[way].push(...(await startAndCancel(window, task.id)));
    }
  }
  await window.close();
  return [...withHigh("Server to tree with push", times.pushed, 300), ...withHigh("Server to tree with polling alone", times.polled, 3_000)];
}

async function startAndCancel(window: DeckWindow, taskId: string): Promise<number[]> {
  const run = await window.callLocalDeck("POST", `/v2/tasks/${taskId}/run`, { input: { address: "12 Alder Court", radius_km: 5, subscribe: false } });
  const id = String(run["id"]);
  const line = (status: string) => treeItem(window.page, new RegExp(`${status}.*id ending in ${id.slice(-4)}`)).first();
  const started = await timeUntil(() => line("").waitFor());
  await window.callLocalDeck("POST", `/v2/task-runs/${id}/cancel`);
  const canceled = await timeUntil(() => line("(Queued|Running), ").waitFor({ state: "detached" }));
  return [started, canceled];
}

/** Ends when the window has its first event, or its destination is gone. */
export async function setPush(window: DeckWindow, isOn: boolean): Promise<void> {
  await window.inHost(async (vscode, value) => {
    await vscode.workspace.getConfiguration("deck").update("runs.push", value, vscode.ConfigurationTarget.Global);
  }, isOn);
  for (;;) {
    const [destination] = await listed(window, "/v2/event-destinations");
    if (!isOn && !destination) return;
    if (isOn && destination && (await deliveries(window, destination.id)) > 0) return;
    await window.page.waitForTimeout(100);
  }
}

async function deliveries(window: DeckWindow, id: string): Promise<number> {
  const { data } = await window.callLocalDeck("GET", `/v2/event-destinations/${id}/event-deliveries?status=success`);
  return Array.isArray(data) ? data.length : 0;
}

async function listed(window: DeckWindow, path: string): Promise<z.infer<typeof Listed>["data"]> {
  return Listed.parse(await window.callLocalDeck("GET", path)).data;
}

async function timeUntil(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
