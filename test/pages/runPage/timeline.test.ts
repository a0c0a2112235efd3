import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { RunPageState, RunView } from "../../../src/protocol/runPage.ts";
import { type OpenRunPage, plainMemory } from "./runPageHost.ts";
import { completed } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const hourMs = 3_600_000;

describe("The run page's time line", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("tells every event of the run in words and as a picture", async () => {
    const { page } = await opened(completed());
    const events = await page.getByRole("list", { name: "Events" }).getByRole("listitem").allInnerTexts();
    assert.deepEqual(events.map(text => text.replaceAll(/\s+/g, " ").trim()), [
      "0:00 Created and queued",
      "0:01 Running after 1.8 s",
      "0:50 Asked a person after 48 s",
      "1:11 Running after 21 s",
      "2:05 Completed after 54 s",
    ]);
    assert.equal(await page.locator(".timeline-picture .part").count(), 4);
    assert.equal(await page.locator(".timeline-picture .part.waits").count(), 1);
    assert.equal(await page.locator(".timeline-picture .silence").count(), 1);
  });

  it("tells in the picture how long each part was, and the work beside days of waiting", async () => {
    const { page } = await opened(longWait());
    const picture = page.locator(".timeline-picture");
    assert.deepEqual((await picture.locator(".length").allInnerTexts()).map(text => text.trim()), ["5 min", "72 h", "10 min"]);
    assert.match((await picture.innerText()).replaceAll(/\s+/g, " "), /Running 15 min Interaction required 72 h Drawn shorter/);
    const [work, wait] = [await picture.locator(".part").first().boundingBox(), await picture.locator(".part.waits").boundingBox()];
    assert.ok(work && wait && work.width > 100 && wait.width > work.width);
  });

  it("leads from an event to the screenshot of then, unfolded", async () => {
    const host = await opened(completed(), ["screenshots"]);
    const { page } = host;
    await page.getByRole("list", { name: "Events" }).getByRole("button", { name: /Asked a person/ }).click();
    await page.locator(".film .place", { hasText: "10 of 24" }).waitFor();
    await host.until("document.activeElement.matches('.strip')");
    assert.deepEqual((await host.sentOf("remember")).at(-1)?.memory.folded, []);
  });

  it("leads from a place in the picture to the screenshot nearest in time", async () => {
    const { page } = await opened(completed());
    const picture = page.locator(".timeline-picture svg");
    const { width } = (await picture.boundingBox()) ?? assert.fail("There is no picture");
    // Of 125 s: right before the tenth screenshot, which was taken 48.8 s after the start.
    await picture.click({ position: { x: (width * 48) / 125, y: 12 } });
    await page.locator(".film .place", { hasText: "10 of 24" }).waitFor();
  });

  it("draws of a thousand events only those in sight", async () => {
    const events = Array.from({ length: 1_000 }, (_, at) => ({ status: at % 2 ? "running" : "interaction_required", label: `Event ${at}`, atMs: at * 1_000, afterMs: 1_000 }));
    const parts = events.map(({ status, label, atMs }) => ({ status, label, fromMs: atMs, toMs: atMs + 1_000 }));
    const { page } = await opened(completed({ timeline: { events, parts, silences: [] } }));
    assert.ok((await page.locator(".timeline *").count()) < 300);
    const list = page.getByRole("list", { name: "Events" });
    assert.ok((await list.getByRole("listitem").count()) < 30);
    await list.getByRole("button").first().press("End");
    assert.match(await page.locator("button:focus").innerText(), /Event 999/);
    assert.equal(await list.locator("[tabindex='0']").count(), 1);
    assert.ok((await list.getByRole("listitem").count()) < 30);
  });

  it("tells in the time line what the run stored, and when", async () => {
    const files = completed().run.files.map((file, at) => (at === 0 ? { ...file, atMs: 111_000 } : file));
    const { page } = await opened(completed({ files }));
    const events = await page.getByRole("list", { name: "Events" }).getByRole("listitem").allInnerTexts();
    assert.deepEqual(events.slice(-2).map(text => text.replaceAll(/\s+/g, " ").trim()), ["1:51 Stored statement-2026-05.pdf after 40 s", "2:05 Completed after 14 s"]);
    assert.equal(await page.locator(".timeline-picture rect.stored").count(), 1);
  });

  async function opened(state: RunPageState, folded: readonly string[] = []): Promise<OpenRunPage> {
    const host = await open();
    await host.show(state, { memory: { ...plainMemory, folded: [...folded] } });
    return host;
  }
});

/** Five minutes of work, three days of waiting, ten minutes of work. */
function longWait(): RunPageState {
  const at = (minutes: number): number => minutes * 60_000;
  const [asked, answered, ended] = [at(5), at(5) + 72 * hourMs, at(15) + 72 * hourMs];
  const parts: NonNullable<RunView["timeline"]>["parts"] = [
    { status: "running", label: "Running", fromMs: 0, toMs: asked },
    { status: "interaction_required", label: "Interaction required", fromMs: asked, toMs: answered },
    { status: "running", label: "Running", fromMs: answered, toMs: ended },
  ];
  return completed({ endedAt: new Date(Date.parse("2026-06-09T10:15:00Z") + ended).toISOString(), timeline: { events: [], parts, silences: [] } });
}
