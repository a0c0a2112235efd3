import * as z from "zod";
import { type DeckWindow, openDeckWindow } from "../pages/workbench/deckWindow.ts";
import { treeItem } from "../support/workbench/actions.ts";
import { type Figure, highOf } from "./measure.ts";
import { seenAt, watchPanels } from "./panelSight.ts";

const windows = 3;
const rounds = 6;
const restMs = 600;
const tasks = ["Download latest bill", "List accounts", "Check outage status", "Fetch usage history"];

/** From the command until the run can be seen, beside what an empty page takes in the same window: that part is the editor's. */
export async function opening(): Promise<Figure[]> {
  const times = new Map<string, number[]>();
  const put = (what: string, ms: number): unknown => times.set(what, [...(times.get(what) ?? []), ms]);
  for (let round = 0; round < windows; round++) {
    await inWindow(window => openFirst(window, put));
    await inWindow(window => openEmptyFirst(window, put));
  }
  await inWindow(async window => {
    for (let round = 0; round < rounds; round++) await openAgain(window, put);
    await openInPlace(window, put);
  });
  return [...times].flatMap(([what, values]) => figuresOf(what, values));
}

const aims: ReadonlyMap<string, number> = new Map([
  ["Run in the panel that is there, click to head", 60],
  ["Run in the panel that is there, click to output", 150],
  ["Run in a new panel, to head, more than an empty page", 150],
]);

function figuresOf(what: string, values: readonly number[]): Figure[] {
  const below = aims.get(what);
  const middle: Figure = { what, unit: "ms", values, ...(below === undefined ? {} : { aim: { below } }) };
  return values.length < rounds ? [middle] : [middle, highOf(what, values)];
}

type Put = (what: string, ms: number) => unknown;

async function inWindow(act: (window: DeckWindow) => Promise<void>): Promise<void> {
  const window = await openDeckWindow();
  await watchPanels(window.page);
  await treeItem(window.page, /^Completed, /).first().waitFor();
  await window.page.waitForTimeout(3 * restMs);
  await act(window);
  await window.close();
}

async function openFirst(window: DeckWindow, put: Put): Promise<void> {
  put("Run, first panel of a window, to head", await openRun(window, await idOf(window, "List accounts"), "List accounts"));
}

async function openEmptyFirst(window: DeckWindow, put: Put): Promise<void> {
  put("Empty page, first panel of a window", await openEmpty(window, "first"));
}

/** One after the other, so that both meet the same moods of the machine. */
async function openAgain(window: DeckWindow, put: Put): Promise<void> {
  const id = await idOf(window, "List accounts");
  const empty = await openEmpty(window, "again");
  await closeAll(window);
  const run = await openRun(window, id, "List accounts");
  await closeAll(window);
  put("Empty page in a new panel", empty);
  put("Run in a new panel, to head", run);
  put("Run in a new panel, to head, more than an empty page", run - empty);
}

async function openInPlace(window: DeckWindow, put: Put): Promise<void> {
  await openEmpty(window, "there");
  for (let round = 0; round < rounds * 2; round++) put("Empty page told something new", await tellEmpty(window, `told ${round}`));
  await closeAll(window);
  await openRun(window, await idOf(window, "List accounts"), "List accounts");
  await window.page.evaluate(noteClicks);
  for (let round = 0; round < rounds * 2; round++) {
    const task = tasks[round % tasks.length] ?? "";
    await window.page.waitForTimeout(restMs);
    await treeItem(window.page, new RegExp(`^${task}, Completed`)).first().click();
    const began = Number(await window.page.evaluate("deckClicked"));
    put("Run in the panel that is there, click to head", (await seenAt(window.page, began, ({ heading }) => heading === task)) - began);
    put("Run in the panel that is there, click to output", (await seenAt(window.page, began, ({ heading, rows }) => heading === task && rows > 0)) - began);
  }
}

const noteClicks = `addEventListener("click", () => (globalThis.deckClicked = performance.timeOrigin + performance.now()), true)`;

const Listed = z.object({ data: z.array(z.object({ id: z.string(), name: z.string().optional() })) });

async function idOf(window: DeckWindow, task: string): Promise<string> {
  const tasks = Listed.parse(await window.callLocalDeck("GET", "/v2/tasks?limit=100"));
  const id = tasks.data.find(({ name }) => name === task)?.id ?? "";
  const runs = Listed.parse(await window.callLocalDeck("GET", `/v2/task-runs?task_id=${id}&status=completed&limit=1`));
  return runs.data[0]?.id ?? "";
}

async function openRun({ page, inHost }: DeckWindow, id: string, task: string): Promise<number> {
  const began = await inHost((vscode, run) => {
    const now = Date.now();
    void vscode.commands.executeCommand("deck.runs.open", { id: run });
    return now;
  }, id);
  return (await seenAt(page, began, ({ heading }) => heading === task)) - began;
}

async function openEmpty({ page, inHost }: DeckWindow, words: string): Promise<number> {
  const began = await inHost((vscode, heading) => {
    const now = Date.now();
    const panel = vscode.window.createWebviewPanel("deck.bench", "Empty", vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = `<!DOCTYPE html><html><body><h1>${heading}</h1><script>addEventListener("message", event => (document.querySelector("h1").textContent = event.data))</script></body></html>`;
    Reflect.set(globalThis, "deckEmptyPanel", panel);
    return now;
  }, words);
  return (await seenAt(page, began, ({ heading }) => heading === words)) - began;
}

async function tellEmpty({ page, inHost }: DeckWindow, words: string): Promise<number> {
  await page.waitForTimeout(restMs / 3);
  const began = await inHost((_, heading) => {
    const now = Date.now();
    Reflect.get(globalThis, "deckEmptyPanel").webview.postMessage(heading);
    return now;
  }, words);
  return (await seenAt(page, began, ({ heading }) => heading === words)) - began;
}

async function closeAll({ page, inHost }: DeckWindow): Promise<void> {
  await inHost(vscode => vscode.commands.executeCommand("workbench.action.closeAllEditors").then(() => undefined));
  await page.waitForTimeout(restMs);
}
