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

/** Of the tree of runs: those whose label begins like this. */
export function rowsOf(label: string): string {
  return `[role="tree"][aria-label="Runs"] [role="treeitem"][aria-label^=${JSON.stringify(label)}]`;
}

export interface Sight {
  /** As CSS has it. */
  readonly selector: string;
  /** Which stands somewhere in it. */
  readonly text?: string;
  /** So many, or more; 0: no longer any. */
  readonly count: number;
}

/**
 * Notes when the window has painted what is looked for; the result waits for that. The page looks at each change by itself:
 * whoever asks it from outside asks again after up to half a second, and measures that.
 */
export async function watchFor(page: Page, { selector, text = "", count }: Sight): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle<{ paintedAt: Promise<number> }>(`({
    paintedAt: new Promise(resolve => {
      const isThere = () => {
        const found = [...document.querySelectorAll(${JSON.stringify(selector)})].filter(({ textContent }) => textContent.includes(${JSON.stringify(text)}));
        return ${count} === 0 ? found.length === 0 : found.length >= ${count};
      };
      const look = () => {
        if (!isThere()) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label"] });
      look();
    }),
  })`);
  return () => watch.evaluate(({ paintedAt }) => paintedAt);
}
