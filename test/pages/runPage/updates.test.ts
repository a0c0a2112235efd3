import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { completed, failed, frames, missing, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const longOutput = { text: JSON.stringify(Array.from({ length: 400 }, (_, at) => ({ at })), undefined, 2), omitted: 0 };

describe("The run page over updates", function () {
  this.timeout(20_000);
  const { open } = withRunPage();

  it("keeps focus, scroll positions, selection and what is unfolded", async () => {
    const host = await open({ size: { width: 700, height: 500 } });
    const { page } = host;
    await host.show(completed({ output: longOutput }));
    await page.locator("summary").click();
    await page.getByRole("region", { name: "Output as JSON" }).focus();
    await page.evaluate(`
      document.querySelector(".output .json").scrollTop = 240;
      scrollTo(0, 120);
      getSelection().selectAllChildren(document.querySelector(".output .json code"));
    `);
    const before = await page.evaluate(standing);
    await host.show(completed({ output: { ...longOutput }, frames: frames(25), facts: [{ label: "Age", value: "1 min" }] }));
    assert.equal(await page.locator(".place").textContent(), "25 of 25");
    assert.deepEqual(await page.evaluate(standing), before);
  });

  it("replaces no element that still says the same", async () => {
    const host = await open();
    const { page } = host;
    await host.show(failed());
    await page.evaluate("[...document.querySelectorAll('main *')].forEach(element => { element.known = true; })");
    await host.show(failed());
    const count = "[...document.querySelectorAll('main *')].filter(element => !element.known).length";
    assert.equal(await page.evaluate(count), 0);
  });

  it("keeps the focus on a button while others come and go", async () => {
    const host = await open();
    const { page } = host;
    await host.show(running());
    await page.getByRole("button", { name: "Refresh" }).focus();
    await host.show(waiting());
    await host.show(completed());
    assert.equal(await page.evaluate("document.activeElement.ariaLabel"), "Refresh");
  });

  it("announces a new status with its question, once, and nothing at first", async () => {
    const host = await open();
    const { page } = host;
    const spoken = page.getByRole("status");
    await host.show(running());
    assert.equal(await spoken.textContent(), "");
    await host.show(waiting());
    assert.match((await spoken.textContent()) ?? "", /^The run is now: Interaction required\. Enter the six-digit code/);
    await page.evaluate(`
      globalThis.spoken = 0;
      new MutationObserver(() => globalThis.spoken++).observe(document.querySelector("[role=status]"), { childList: true, characterData: true, subtree: true });
    `);
    await host.show(waiting({ frames: frames(9) }));
    assert.equal(await page.evaluate("spoken"), 0);
    await host.show(completed());
    assert.equal(await spoken.textContent(), "The run is now: Completed.");
    await host.show({ ...completed(), problem: "The service cannot be reached." });
    assert.equal(await spoken.textContent(), "The service cannot be reached.");
    await host.show(missing);
    assert.match((await spoken.textContent()) ?? "", /^This run cannot be shown\./);
    assert.equal(await page.locator("[aria-live]").count(), 1);
  });

  it("shows for a moment that something was copied", async () => {
    const host = await open({ now: "2026-06-09T10:15:42Z" });
    const { page } = host;
    await host.show(completed());
    const button = page.getByRole("button", { name: "Copy output" });
    await button.click();
    await button.locator(".codicon-check").waitFor();
    assert.equal(await page.getByRole("status").textContent(), "Copied.");
    await page.clock.runFor(2_000);
    await button.locator(".codicon-copy").waitFor();
  });
});

const standing = `({
  focus: document.activeElement.className,
  page: scrollY,
  output: document.querySelector(".output .json").scrollTop,
  selection: getSelection().toString().length,
  isUnfolded: document.querySelector("details").open,
})`;
