import * as z from "zod";
import { type DeckWindow, openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { treeItem } from "../support/workbench/actions.ts";
import { startRun, taskThat } from "./givenRuns.ts";
import { type Figure, withHigh } from "./measure.ts";
import { rowsOf, watchFor } from "./paints.ts";

/** Turn and turn about, so that what else the machine does falls on both. */
const blocks = 3;
const runsPerBlock = 5;

const Listed = z.object({ data: z.array(z.object({ id: z.string() })) });

/** From the answer of the server that changed a run to the changed line in the tree, with push and beside it with polling alone. */
export async function push(): Promise<Figure[]> {
  const window = await openDeckWindow();
  await treeItem(window.page, /^Running, /).first().waitFor();
  const times: Record<"pushed" | "polled", number[]> = { pushed: [], polled: [] };
  for (let block = 0; block < blocks; block++) {
    for (const way of ["pushed", "polled"] as const) {
      await setPush(window, way === "pushed");
      for (let run = 0; run < runsPerBlock; run++) times[way].push(...(await startAndCancel(window)));
    }
  }
  await window.close();
  return [...withHigh("Server to tree with push", times.pushed, 300), ...withHigh("Server to tree with polling alone", times.polled, 3_000)];
}

async function startAndCancel(window: DeckWindow): Promise<number[]> {
  const name = `Pushed ${crypto.randomUUID().slice(0, 4)}`;
  const task = await taskThat(window, name, [{ step: "hang" }]);
  const row = rowsOf(`${name}, `);
  const began = await watchFor(window.page, { selector: row, count: 1 });
  const id = await startRun(window, task);
  const beginMs = await timeSince(Date.now(), began);
  // Canceled runs are folded away.
  const ended = await watchFor(window.page, { selector: row, count: 0 });
  await window.callLocalDeck("POST", `/v2/task-runs/${id}/cancel`);
  return [beginMs, await timeSince(Date.now(), ended)];
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

/** The window's clock is the same. */
async function timeSince(began: number, painted: () => Promise<number>): Promise<number> {
  return (await painted()) - began;
}
