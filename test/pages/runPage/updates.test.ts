import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { completed, failed, frames, missing, output, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const longOutput = JSON.stringify(Array.from({ length: 400 }, (_, at) => ({ at })));

describe("The run page over updates", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("keeps focus, scroll positions and what is unfolded", async () => {
    const host = await open({ size: { width: 700, height: 500 }, texts: { output: longOutput } });
    const { page } = host;
    await host.show(completed());
    const tree = page.getByRole("tree", { name: "Output" });
    await tree.getByRole("treeitem").nth(5).waitFor();
    await page.getByRole("button", { name: "Look into usage-2026.csv" }).click();
    await tree.focus();
    await page.evaluate("scrollTo(0, 120)");
    const before = await page.evaluate(standing);
    await host.show(completed({ frames: frames(25) }));
    assert.equal(await page.locator(".film .place").textContent(), "25 of 25");
    assert.deepEqual(await page.evaluate(standing), before);
    await page.getByRole("button", { name: "Hide usage-2026.csv" }).waitFor();
  });

  it("keeps the place that a text will take", async () => {
    const text = JSON.stringify(output);
    for (const [words, rows] of [[text, 19], [JSON.stringify("Lorem ipsum ".repeat(300)), 1]] as const) {
      const host = await open();
      await host.show(completed({ output: { version: 1, characters: words.length, rows } }));
      const height = (): Promise<number> => host.page.locator(".section.output").evaluate(element => element.clientHeight);
      const before = await height();
      await host.showText("output", words);
      await host.page.getByRole("tree", { name: "Output" }).getByRole("treeitem").first().waitFor();
      assert.equal(await height(), before);
    }
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

  it("leaves the focus where it was when the button that had it goes away", async () => {
    const host = await open();
    const { page } = host;
    const focused = "document.activeElement.textContent.trim()";
    await host.show(completed(), { isPreview: true });
    await page.getByRole("button", { name: "Keep a local copy" }).focus();
    await host.show(completed({ framesCopy: { lacks: 0 } }), { isPreview: true });
    assert.match(String(await page.evaluate(focused)), /^Screenshots/);
    await page.getByRole("button", { name: /^Keep open/ }).focus();
    await host.show(completed({ framesCopy: { lacks: 0 } }));
    assert.equal(await page.evaluate(focused), completed().run.taskName);
  });

  it("says which part could not be loaded, with a way on, and shows all the rest", async () => {
    const host = await open({ texts: { output: "{}" } });
    const { page, complaints } = host;
    await page.route(/screens|runKeys/, route => route.abort());
    await host.show(completed());
    const screenshots = page.getByRole("region", { name: "Screenshots" });
    await screenshots.getByText("This part of the page could not be loaded.").waitFor();
    await page.getByRole("tree", { name: "Output" }).waitFor();
    await page.keyboard.press("o");
    await page.getByText("What the keys of this page do could not be loaded.").waitFor();
    await screenshots.getByRole("button", { name: "Load the page again" }).click();
    assert.equal((await host.sentOf("loadAgain")).length, 1);
    assert.ok(complaints.splice(0).every(complaint => complaint.startsWith("Failed to load resource")));
  });

  it("announces a new status with its question, once, and nothing at first", async () => {
    const host = await open();
    const { page } = host;
    const spoken = page.locator("[aria-live]");
    await host.show(running());
    assert.equal(await spoken.textContent(), "");
    await host.show(waiting());
    assert.match((await spoken.textContent()) ?? "", /^The run is now: Interaction required\. Enter the six-digit code/);
    await page.evaluate(`
      globalThis.spoken = 0;
      new MutationObserver(() => globalThis.spoken++).observe(document.querySelector("[aria-live]"), { childList: true, characterData: true, subtree: true });
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

  it("announces that an answer was refused, or that more is asked, though the status stays", async () => {
    const host = await open();
    const spoken = host.page.locator("[aria-live]");
    const { question } = waiting().run;
    assert.ok(question);
    await host.show(waiting());
    await host.show(waiting({ question: { ...question, phase: "sent" } }));
    await host.show(waiting({ question: { ...question, phase: "refused", round: 2 } }));
    assert.match((await spoken.textContent()) ?? "", /^That answer was refused\. Enter/);
    await host.show(waiting({ question: { ...question, message: "Which account?", round: 3 } }));
    assert.equal(await spoken.textContent(), "The run asks again. Which account?");
    await host.show(failed());
    assert.equal(await spoken.textContent(), "The run is now: Failed. The website stopped the agent with its protection against robots.");
    await host.show({ ...failed(), owner: "Harborview" });
    assert.equal(await spoken.textContent(), "This run belongs to Harborview, and this window is at another profile.");
  });

  it("takes the focus along when the form it was in goes away", async () => {
    const host = await open();
    const { question } = waiting().run;
    assert.ok(question);
    const focused = "document.activeElement.tagName + ' ' + document.activeElement.className";
    await host.show(waiting());
    await host.page.getByLabel("Verification code").focus();
    await host.show(waiting({ question: { ...question, phase: "sending" } }));
    assert.equal(await host.page.evaluate(focused), "INPUT field");
    await host.show(waiting({ question: { ...question, phase: "sent" } }));
    assert.equal(await host.page.evaluate(focused), "P question-sent");
    await host.show(waiting({ question: { ...question, phase: "refused", round: 2 } }));
    assert.equal(await host.page.evaluate(focused), "INPUT field");
    await host.show(running());
    assert.equal(await host.page.evaluate(focused), "H1 ");
  });

  it("puts nothing that was typed for one run into the form of the next", async () => {
    const host = await open();
    await host.show(waiting());
    await host.page.getByLabel("Verification code").fill("123456");
    await host.show(waiting({ id: "trun_another000000001" }));
    assert.equal(await host.page.getByLabel("Verification code").inputValue(), "");
  });

  it("shows for a moment that something was copied", async () => {
    const host = await open({ now: "2026-06-09T10:15:42Z" });
    const { page } = host;
    await host.show(completed());
    const button = page.getByRole("button", { name: "Copy run id" });
    await button.click();
    await button.locator(".codicon-check").waitFor();
    assert.equal(await page.locator("[aria-live]").textContent(), "Copied.");
    await page.clock.runFor(2_000);
    await button.locator(".codicon-copy").waitFor();
  });
});

const standing = `({ focus: document.activeElement.getAttribute("role"), page: scrollY })`;
