import type * as vscode from "vscode";
import * as z from "zod";
import { type DeckWindow, openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { treeItem } from "../support/workbench/actions.ts";
import { editorFloor } from "./editorFloor.ts";
import { startRun, taskThat } from "./givenRuns.ts";
import { type Figure, withHigh } from "./measure.ts";
import { rowsOf, watchFor, watchTasks } from "./paints.ts";
import { setPush } from "./push.ts";

const rounds = 20;
/** Fewer where each takes its seconds, so that all is measured in five minutes. */
const slowRounds = 12;
const runsAtOnce = 200;

const Run = z.object({ id: z.string(), status: z.string(), updated_at: z.string() });

/** What a person waits for who drives runs, in a real window: questions that show, runs that begin, many that are canceled. */
export async function driving(): Promise<Figure[]> {
  const window = await openDeckWindow();
  await treeItem(window.page, /^Running, /).first().waitFor();
  const figures: Figure[] = [];
  for (const [way, isOn, aimMs] of [["push", true, 1_000], ["polling alone", false, 4_000]] as const) {
    await setPush(window, isOn);
    // So as not to follow the pace at which the window asks, where it asks.
    const asked = await questions(window, isOn ? { times: rounds, pauseMs: 300 } : { times: slowRounds, pauseMs: 2_300 });
    figures.push(...withHigh(`Question to its line in the tree with ${way}`, asked.map(({ lineMs }) => lineMs), aimMs));
    figures.push(...withHigh(`Question to its notification with ${way}`, asked.map(({ noticeMs }) => noticeMs), aimMs));
  }
  const times = await again(window);
  figures.push({ what: "Run Again to the painted row", unit: "ms", values: times.map(({ paintedMs }) => paintedMs), aim: { below: 100 } });
  figures.push({ what: "  the network's part of what follows: what the run was, and its start", unit: "ms", values: times.map(({ networkMs }) => networkMs) });
  await setPush(window, true);
  figures.push(...(await cancelMany(window)));
  figures.push(...(await editorFloor(window, runsAtOnce)));
  await window.close();
  return figures;
}

/** From the moment that the server says, as its clock is the same. */
async function questions(window: DeckWindow, { times: count, pauseMs }: { times: number; pauseMs: number }): Promise<{ lineMs: number; noticeMs: number }[]> {
  const times: { lineMs: number; noticeMs: number }[] = [];
  for (let round = 0; round < count; round++) {
    const message = `Which is the code of round ${round}?`;
    const ask = { step: "ask", type: "mfa", message, fields: [{ name: "code", label: "Code" }] };
    const name = `Asks ${crypto.randomUUID().slice(0, 4)}`;
    const task = await taskThat(window, name, [ask]);
    const line = { selector: rowsOf(`${name}, Interaction required`), count: 1 };
    const shown = await watchFor(window.page, line);
    const told = await watchFor(window.page, { selector: ".notification-toast", text: message, count: 1 });
    await window.page.waitForTimeout(Math.random() * pauseMs);
    const id = await startRun(window, task);
    const [shownAt, toldAt] = [await shown(), await told()];
    const run = Run.parse(await window.callLocalDeck("GET", `/v2/task-runs/${id}`));
    if (run.status !== "interaction_required") throw new Error(`The run ${id} is ${run.status}`);
    const askedAt = Date.parse(run.updated_at);
    times.push({ lineMs: shownAt - askedAt, noticeMs: toldAt - askedAt });
    await window.callLocalDeck("POST", `/v2/task-runs/${id}/interaction`, { input: { code: "1" } });
    await window.inHost(editor => editor.commands.executeCommand("notifications.clearAll"));
    await (await watchFor(window.page, { ...line, count: 0 }))();
  }
  return times;
}

/** The clocks of page, host and test are the same. A tree that was changed a moment ago is drawn later, by the editor's own pause. */
async function again(window: DeckWindow): Promise<{ paintedMs: number; networkMs: number }[]> {
  const values: { paintedMs: number; networkMs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const name = `Repeats ${crypto.randomUUID().slice(0, 4)}`;
    const task = await taskThat(window, name, [{ step: "hang" }]);
    const id = await startRun(window, task);
    await treeItem(window.page, new RegExp(`^${name}, Running`)).first().waitFor();
    await window.page.waitForTimeout(calmMs);
    const painted = await watchFor(window.page, { selector: rowsOf(`${name}, `), count: 2 });
    const began = await window.inHost((editor, run) => {
      const at = Date.now();
      void editor.commands.executeCommand("deck.runs.again", { id: run });
      return at;
    }, id);
    const paintedMs = (await painted()) - began;
    await treeItem(window.page, new RegExp(`^${name}, (?:Queued|Running)`)).nth(1).waitFor();
    values.push({ paintedMs, networkMs: await networkMs(window, id, task) });
    await window.inHost(editor => editor.commands.executeCommand("workbench.action.closeAllEditors"));
  }
  return values;
}

const calmMs = 800;

/** The same calls without the editor. */
async function networkMs(window: DeckWindow, run: string, task: string): Promise<number> {
  const began = performance.now();
  await Promise.all([window.callLocalDeck("GET", `/v2/task-runs/${run}?include=input`), window.callLocalDeck("GET", `/v2/tasks/${task}`)]);
  await startRun(window, task);
  return performance.now() - began;
}

async function cancelMany(window: DeckWindow): Promise<Figure[]> {
  const task = await taskThat(window, "Many", [{ step: "hang" }]);
  const ids: string[] = [];
  for (let run = 0; run < runsAtOnce; run++) {
    if (run % 40 === 0) await forgetCalls(window);
    ids.push(await startRun(window, task));
  }
  await forgetCalls(window);
  await treeItem(window.page, new RegExp(`^Running, ${runsAtOnce}|^Running, 2\\d\\d`)).first().waitFor();
  const longest = await watchTasks(window.page);
  const { tookMs, heldMs, workedMs } = await window.inHost(cancelInHost, ids);
  const page = await longest();
  const left = await Promise.all(ids.slice(-3).map(async id => Run.parse(await window.callLocalDeck("GET", `/v2/task-runs/${id}`)).status));
  if (left.some(status => !status.startsWith("cancel"))) throw new Error(`Not all are canceled: ${left.join(", ")}`);
  return [
    { what: `${runsAtOnce} canceled at once`, unit: "ms", values: [tookMs] },
    { what: "  the extension host's longest work at a stretch", unit: "ms", values: [workedMs], aim: { below: 50 } },
    { what: "  held for at most, with what else the machine did", unit: "ms", values: [heldMs] },
    { what: "  the window's longest work at a stretch", unit: "ms", values: [page.workedMs], aim: { below: 50 } },
    { what: "  its longest task, with what else the machine did", unit: "ms", values: [page.heldMs] },
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

/** The service counts the calls of the last ten seconds. */
async function forgetCalls(window: DeckWindow): Promise<void> {
  await window.callLocalDeck("POST", "/control/clock", { advance_ms: 11_000 });
}
