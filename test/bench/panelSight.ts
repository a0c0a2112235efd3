import type { Page } from "playwright-core";

/** What could be seen in a page of a panel, and when it was painted, in ms since 1970. */
interface Sight {
  readonly heading: string;
  /** Of the output's tree. */
  readonly rows: number;
  readonly at: number;
}

/**
 * Watches every page of a panel from the frame that the editor puts around it, in the page's own time: a look from
 * outside, as tests have it, would add its own tens of ms.
 */
export async function watchPanels(page: Page): Promise<void> {
  await page.context().addInitScript(watching);
}

/** When the first sight that suits was painted after `began`; waits for it. */
export async function seenAt(page: Page, began: number, suits: (sight: Sight) => boolean): Promise<number> {
  const patience = AbortSignal.timeout(patienceMs);
  while (!patience.aborted) {
    const sight = (await sights(page)).find(one => one.at >= began && suits(one));
    if (sight) return sight.at;
    await page.waitForTimeout(pollMs);
  }
  throw new Error("The panel did not show what it should");
}

const patienceMs = 20_000;
/** Asked rarely, so that asking does not take part in what is measured. */
const pollMs = 150;

async function sights(page: Page): Promise<Sight[]> {
  const each = page.frames().map(frame => frame.evaluate<Sight[]>("globalThis.deckSights ?? []").catch(() => []));
  return (await Promise.all(each)).flat();
}

const watching = `(() => {
  if (window === top || parent !== top) return;
  const seen = globalThis.deckSights = [];
  let last = "";
  const look = () => {
    const page = document.querySelector("iframe#active-frame, iframe")?.contentDocument;
    const heading = page?.querySelector("h1")?.textContent.trim() ?? "";
    const rows = page?.querySelectorAll("[role=treeitem]").length ?? 0;
    if (heading + rows !== last) {
      last = heading + rows;
      // What comes after the frame's painting, as near as a page can tell.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.push({ heading, rows, at: performance.timeOrigin + performance.now() });
      port2.postMessage(0);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;
