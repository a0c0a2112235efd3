import type * as vscode from "vscode";
import * as z from "zod";
import { type DeckWindow, openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { treeItem } from "../support/workbench/actions.ts";
import { type Figure, withHigh } from "./measure.ts";
import { setPush } from "./push.ts";

const rounds = 20;
const runsAtOnce = 200;

const Run = z.object({ id: z.string(), status: z.string(), updated_at: z.string() });

/** What a person waits for who drives runs, in a real window: questions that show, runs that begin, many that are canceled. */
export async function driving(): Promise<Figure[]> {
  const window = await openDeckWindow();
  await treeItem(window.page, /^Running, /).first().waitFor();
  const figures: Figure[] = [];
  for (const [way, isOn, aimMs] of [["push", true, 1_000], ["polling alone", false, 4_000]] as const) {
    await setPush(window, isOn);
    const asked = await questions(window);
    figures.push(...withHigh(`Question to its line in the tree with ${way}`, asked.map(({ lineMs }) => lineMs), aimMs));
    figures.push(...withHigh(`Question to its notification with ${way}`, asked.map(({ noticeMs }) => noticeMs), aimMs));
  }
  figures.push({ what: "Run Again to the run in the tree", unit: "ms", values: await again(window), aim: { below: 100 } });
  await setPush(window, true);
  figures.push(...(await cancelMany(window)));
  await window.close();
  return figures;
}

/** From the moment that the server says, as its clock is the same. */
async function questions(window: DeckWindow): Promise<{ lineMs: number; noticeMs: number }[]> {
  const times: { lineMs: number; noticeMs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const message = `Which is the code of round ${round}?`;
    const ask = { step: "ask", type: "mfa", message, fields: [{ name: "code", label: "Code" }] };
    const task = await taskThat(window, `Asks ${crypto.randomUUID().slice(0, 4)}`, [ask]);
    // So as not to follow the pace at which the window asks.
    await window.page.waitForTimeout(Math.random() * 3_000);
    const id = await start(window, task);
    const line = treeItem(window.page, new RegExp(`Interaction required.*id ending in ${id.slice(-4)}`)).first();
    const notice = window.page.locator(".notification-toast").filter({ hasText: message }).first();
    const [shown, told] = await Promise.all([line.waitFor().then(Date.now), notice.waitFor().then(Date.now)]);
    const asked = Run.parse(await window.callLocalDeck("GET", `/v2/task-runs/${id}`));
    if (asked.status !== "interaction_required") throw new Error(`The run ${id} is ${asked.status}`);
    times.push({ lineMs: shown - Date.parse(asked.updated_at), noticeMs: told - Date.parse(asked.updated_at) });
    await window.callLocalDeck("POST", `/v2/task-runs/${id}/interaction`, { input: { code: "1" } });
    await window.inHost(editor => editor.commands.executeCommand("notifications.clearAll"));
    await line.waitFor({ state: "detached" });
  }
  return times;
}

/** With the network in it, which is the machine's own here. */
async function again(window: DeckWindow): Promise<number[]> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = `Repeats ${crypto.randomUUID().slice(0, 4)}`;
    const id = await start(window, await taskThat(window, name, [{ step: "hang" }]));
    const lines = treeItem(window.page, new RegExp(`^${name}, (?:starting|Queued|Running)`));
    await lines.first().waitFor();
    const began = Date.now();
    await window.inHost((editor, run) => void editor.commands.executeCommand("deck.runs.again", { id: run }), id);
    await lines.nth(1).waitFor();
    values.push(Date.now() - began);
    await treeItem(window.page, new RegExp(`^${name}, starting`)).waitFor({ state: "detached" });
    await window.inHost(editor => editor.commands.executeCommand("workbench.action.closeAllEditors"));
  }
  return values;
}

async function cancelMany(window: DeckWindow): Promise<Figure[]> {
  const task = await taskThat(window, "Many", [{ step: "hang" }]);
  const ids: string[] = [];
  for (let run = 0; run < runsAtOnce; run++) {
    if (run % 40 === 0) await forgetCalls(window);
    ids.push(await start(window, task));
  }
  await forgetCalls(window);
  await treeItem(window.page, new RegExp(`^Running, ${runsAtOnce}|^Running, 2\\d\\d`)).first().waitFor();
  await watchPage(window);
  const { tookMs, heldMs, workedMs } = await window.inHost(cancelInHost, ids);
  const frozenMs = await longestTask(window);
  const left = await Promise.all(ids.slice(-3).map(async id => Run.parse(await window.callLocalDeck("GET", `/v2/task-runs/${id}`)).status));
  if (left.some(status => !status.startsWith("cancel"))) throw new Error(`Not all are canceled: ${left.join(", ")}`);
  return [
    { what: `${runsAtOnce} canceled at once`, unit: "ms", values: [tookMs] },
    { what: "  the extension host's longest work at a stretch", unit: "ms", values: [workedMs], aim: { below: 50 } },
    { what: "  held for at most, with what else the machine did", unit: "ms", values: [heldMs] },
    { what: "  the window's longest task", unit: "ms", values: [frozenMs] },
  ];
}

/** Runs in the extension host, where it sees nothing of this file. */
async function cancelInHost(editor: typeof vscode, ids: string[]): Promise<{ tookMs: number; heldMs: number; workedMs: number }> {
  const settings = editor.workspace.getConfiguration("deck");
  await settings.update("runs.confirmCancel", false, editor.ConfigurationTarget.Global);
  const everyMs = 5;
  const worked = (): number => {
    // Node has it since 23.9.
    const { user, system } = Reflect.get(process, "threadCpuUsage").call(process);
    return (user + system) / 1000;
  };
  const began = performance.now();
  let [last, lastWorked, heldMs, workedMs] = [began, worked(), 0, 0];
  const timer = setInterval(() => {
    const [now, nowWorked] = [performance.now(), worked()];
    heldMs = Math.max(heldMs, now - last - everyMs);
    workedMs = Math.max(workedMs, nowWorked - lastWorked);
    [last, lastWorked] = [now, nowWorked];
  }, everyMs);
  const nodes = ids.map(id => ({ kind: "run", id }));
  await editor.commands.executeCommand("deck.runs.cancel", nodes[0], nodes);
  clearInterval(timer);
  return { tookMs: performance.now() - began, heldMs, workedMs };
}

async function watchPage({ page }: DeckWindow): Promise<void> {
  await page.evaluate(`
    globalThis.longestTaskMs = 0;
    new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) globalThis.longestTaskMs = Math.max(globalThis.longestTaskMs, duration);
    }).observe({ type: "longtask" });
  `);
}

async function longestTask({ page }: DeckWindow): Promise<number> {
  return Number(await page.evaluate("globalThis.longestTaskMs"));
}

async function taskThat(window: DeckWindow, name: string, steps: readonly object[]): Promise<string> {
  const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Bench" });
  const task = await window.callLocalDeck("POST", "/v2/tasks", { name, agent_id: agent["id"] });
  await window.callLocalDeck("PUT", `/control/tasks/${String(task["id"])}/scenario`, { name, steps });
  return String(task["id"]);
}

async function start(window: DeckWindow, task: string): Promise<string> {
  return String((await window.callLocalDeck("POST", `/v2/tasks/${task}/run`))["id"]);
}

/** The service counts the calls of the last ten seconds. */
async function forgetCalls(window: DeckWindow): Promise<void> {
  await window.callLocalDeck("POST", "/control/clock", { advance_ms: 11_000 });
}
