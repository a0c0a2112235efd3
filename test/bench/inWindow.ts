import { treeItem } from "../support/workbench/actions.ts";
import { openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { openWorkbench } from "../support/workbench/openWorkbench.ts";
import { type Figure, repeat } from "./measure.ts";

const extensionId = "task-runs-for-deck.deck-task-runs";

/** In a real extension host, from the call that loads the extension until it is ready; each time in a new window. */
export async function activation(): Promise<Figure[]> {
  return [
    { what: "Activation, in a window that has come to rest", unit: "ms", values: await repeat(7, () => activate(restMs)), aim: { below: 50 } },
    { what: "Activation, while the window is still starting", unit: "ms", values: await repeat(7, () => activate(0)) },
  ];
}

/** How long a window on two cores is busy with its own start. */
const restMs = 6_000;

async function activate(afterMs: number): Promise<number> {
  const workbench = await openWorkbench();
  await workbench.page.waitForTimeout(afterMs);
  const ms = await workbench.inHost(async (vscode, id) => {
    const extension = vscode.extensions.getExtension(id);
    if (!extension || extension.isActive) throw new Error("too late to measure the activation");
    const began = performance.now();
    await extension.activate();
    return performance.now() - began;
  }, extensionId);
  await workbench.close();
  return ms;
}

/** From the answer of the server that changed a run to the changed line in the tree, as the window draws it. */
export async function liveness(): Promise<Figure[]> {
  const window = await openDeckWindow();
  await treeItem(window.page, /^Running, /).first().waitFor();
  const answer = await window.callLocalDeck("GET", "/v2/tasks?limit=100");
  const tasks = Array.isArray(answer["data"]) ? answer["data"] : [];
  const task: { id: string } = tasks.find(({ name }) => name === "Check outage status");
  const started: number[] = [];
  const canceled: number[] = [];
  for (let round = 0; round < 10; round++) {
    const run = await window.callLocalDeck("POST", `/v2/tasks/${task.id}/run`, { input: { address: "12 Alder Court", radius_km: 5, subscribe: false } });
    const tail = String(run["id"]).slice(-4);
    started.push(await timeUntil(() => treeItem(window.page, new RegExp(`id ending in ${tail}`)).first().waitFor()));
    await window.callLocalDeck("POST", `/v2/task-runs/${String(run["id"])}/cancel`);
    canceled.push(await timeUntil(() => treeItem(window.page, new RegExp(`(Queued|Running), .*id ending in ${tail}`)).first().waitFor({ state: "detached" })));
  }
  await window.close();
  return [
    { what: "A run started elsewhere, server to tree", unit: "ms", values: started, aim: { below: 3000 } },
    { what: "A run canceled elsewhere, server to tree", unit: "ms", values: canceled, aim: { below: 3000 } },
  ];
}

async function timeUntil(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}
