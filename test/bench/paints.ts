import type { CDPSession, Page } from "playwright-core";
import * as z from "zod";

/** Of the window's longest task, in ms. */
export interface LongestTask {
  /** What the window itself worked: what else the machine did meanwhile is not in it. */
  readonly workedMs: number;
  /** From its begin to its end. */
  readonly heldMs: number;
}

/** Microseconds, as Chromium traces. */
const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.object({ name: z.unknown() }).partial().optional(),
});
type TraceEvent = z.infer<typeof TraceEvent>;

/** Watches every task of the window until the result is called. */
export async function watchTasks(page: Page): Promise<() => Promise<LongestTask>> {
  const link = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  link.on("Tracing.dataCollected", ({ value }) => events.push(...value.map(event => TraceEvent.parse(event))));
  await link.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "__metadata"] } });
  return () => longestOf(link, events);
}

async function longestOf(link: CDPSession, events: readonly TraceEvent[]): Promise<LongestTask> {
  const complete = new Promise<void>(resolve => link.once("Tracing.tracingComplete", () => resolve()));
  await link.send("Tracing.end");
  await complete;
  await link.detach();
  const threads = new Set(events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(placeOf));
  const tasks = events.filter(event => event.name.endsWith("RunTask") && threads.has(placeOf(event)));
  if (tasks.length === 0) throw new Error("Chromium has traced no task of the window");
  const most = (times: readonly number[]): number => times.reduce((a, b) => Math.max(a, b), 0) / 1000;
  return { workedMs: most(tasks.map(({ tdur = 0 }) => tdur)), heldMs: most(tasks.map(({ dur = 0 }) => dur)) };
}

function placeOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}

/** Notes when so many rows are painted whose labels begin like this. */
export async function watchForRows(page: Page, label: string, rows: number): Promise<void> {
  await page.evaluate(`
    globalThis.rowsPainted = new Promise(resolve => {
      const isThere = () => document.querySelectorAll('[role="treeitem"][aria-label^=${JSON.stringify(label)}]').length >= ${rows};
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
    });
    undefined;
  `);
}

export async function rowsPaintedAt(page: Page): Promise<number> {
  return Number(await page.evaluate("globalThis.rowsPainted"));
}
