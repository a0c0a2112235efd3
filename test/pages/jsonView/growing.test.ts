import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Route } from "playwright-core";
import { type OpenView, withJsonView } from "./withJsonView.ts";

const large = 'JSON.stringify(Array.from({ length: 30_000 }, (_, index) => ({ index, text: "x".repeat(80), inner: { index } })))';

/** From now on stops what the page fetches for its worker; what it imports for itself comes as ever. */
async function holdWorker(view: OpenView): Promise<{ readonly fetched: Promise<Route> }> {
  const held = Promise.withResolvers<Route>();
  await view.page.route("**/engineScript.js", route => (route.request().resourceType() === "script" ? route.continue() : held.resolve(route)));
  return { fetched: held.promise };
}

/** While the page's clock goes on by seconds. */
async function untilLater(view: OpenView, expression: string): Promise<void> {
  await view.until(`(${expression})`, () => view.page.clock.runFor(1_000));
}

describe("the JSON tree, given a large text", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  it("shows the beginning while the rest is read, and keeps what is opened meanwhile", async () => {
    const view = await open();
    const { fetched } = await holdWorker(view);
    await view.page.evaluate(`void view.show(${large})`);
    await view.until("document.querySelectorAll('.json-row').length > 10");
    assert.match((await view.rows())[0] ?? "", /^\[ {2}# reading…$/);
    const row = view.page.locator(".json-row").nth(2);
    assert.equal(await row.evaluate(element => element.ariaSetSize), "-1");
    await row.locator(".json-twist").click();
    await view.until("document.querySelectorAll('.json-row')[3].ariaLevel === '3'");
    await (await fetched).continue();
    await view.until("document.querySelector('.json-view').ariaBusy !== 'true'");
    await view.until("document.querySelectorAll('.json-row')[3].ariaLevel === '3'");
    assert.match((await view.rows())[0] ?? "", /^\[ {2}# 30,000 items$/);
  });

  it("shows what was found together with its place, and nothing before", async () => {
    const view = await open();
    await view.showExpression(large);
    const shown = await view.page.evaluate(`new Promise(resolve => {
      const [input, said] = [document.querySelector(".json-find input"), document.querySelector(".json-count")];
      new MutationObserver(() => resolve(said.textContent + ", " + document.querySelector(".json-hit:not([hidden])")?.ariaLabel)).observe(said, { childList: true });
      // Rows that are asked for before the search know nothing of it.
      document.querySelector(".json-tree").dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
      input.value = "23456";
      input.dispatchEvent(new Event("input"));
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    })`);
    assert.equal(shown, "1 of 2, index: 23456");
  });

  it("shows the beginning that came ahead, and copies only what is whole", async () => {
    const view = await open();
    await view.page.evaluate(`globalThis.bytes = new TextEncoder().encode(${large}); view.expect(bytes.length); view.showBeginning(bytes.slice(0, 30_000))`);
    await view.until("document.querySelectorAll('.json-row').length > 10");
    await view.page.locator(".json-row").nth(1).locator(".json-twist").click();
    await view.until("document.querySelectorAll('.json-row')[2].ariaLevel === '3'");
    await view.press("Home", "Control+c");
    await view.page.evaluate("view.show(bytes)");
    await view.until("told.length > 0");
    assert.equal(await view.page.evaluate(`told[0].text === ${large}`), true);
    assert.match((await view.rows())[0] ?? "", /^\[ {2}# 30,000 items$/);
    assert.equal(await view.page.evaluate("document.querySelectorAll('.json-row')[2].ariaLevel"), "3");
  });

  it("keeps what is open when a live text grows large", async () => {
    const view = await open();
    await view.show('{"first":{"a":{"b":1}},"second":{"c":2},"list":[]}');
    await view.press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft");
    assert.equal(await view.active(), "second: object, 1 key");
    await view.showExpression(`'{"first":{"a":{"b":1}},"second":{"c":2},"list":' + ${large} + "}"`);
    assert.equal(await view.active(), "second: object, 1 key");
    assert.deepEqual((await view.rows()).slice(0, 5), ["{  # 3 keys", "  first: {  # 1 key", "    a: {  # 1 key", "      b: 1", '  second: {"c":2}  # 1 key']);
  });

  it("says so when its worker falls silent, and takes the text once more", async () => {
    const view = await open();
    await view.page.clock.install();
    const { fetched } = await holdWorker(view);
    await view.page.evaluate(`void view.show(${large})`);
    const route = await fetched;
    // Before it is asked, time that goes by is that of a worker which does not start.
    await Promise.all([
      view.page.waitForEvent("console", message => message.text() === "asked"),
      route.fulfill({ contentType: "text/javascript", body: "onmessage = () => console.log('asked'); postMessage({ isReady: true })" }),
    ]);
    await untilLater(view, "!document.querySelector('.json-problem').hidden");
    assert.match((await view.page.getByRole("alert").textContent()) ?? "", /^This JSON cannot be shown as a tree now\. Its worker has not answered for 15 seconds\. Open it as a document, or try again\. /);
    await view.page.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual(await view.told(), [{ type: "sendAgain" }]);
    await view.page.evaluate("void view.show('[1]')");
    await untilLater(view, "document.querySelectorAll('.json-row:not([hidden])').length === 2");
    assert.equal(await view.page.getByRole("alert").count(), 0);
  });

  it("says so when its worker dies", async () => {
    const view = await open();
    const { fetched } = await holdWorker(view);
    await view.page.evaluate(`void view.show(${large})`);
    await (await fetched).fulfill({ contentType: "text/javascript", body: "postMessage({ isReady: true }); onmessage = () => { throw new Error('out of memory') }" });
    await view.until("!document.querySelector('.json-problem').hidden");
    assert.match((await view.page.getByRole("alert").textContent()) ?? "", /^This JSON cannot be shown as a tree now\. .*out of memory/);
    assert.ok(await view.page.getByRole("button", { name: "Try Again" }).isVisible());
  });

  it("is read by the page where a worker starts but never gets ready", async () => {
    const view = await open();
    await view.page.clock.install();
    const { fetched } = await holdWorker(view);
    await view.page.evaluate(`void view.show(${large})`);
    await (await fetched).fulfill({ contentType: "text/javascript", body: "" });
    await untilLater(view, "document.querySelector('.json-view').ariaBusy !== 'true'");
    assert.match((await view.rows())[0] ?? "", /^\[ {2}# 30,000 items$/);
  });

  it("is read by the page where no worker starts", async () => {
    const view = await open();
    const { fetched } = await holdWorker(view);
    await view.page.evaluate(`void view.show(${large})`);
    await (await fetched).fulfill({ contentType: "text/javascript", body: "throw new Error('no worker here')" });
    await view.until("document.querySelector('.json-view').ariaBusy !== 'true'");
    assert.match((await view.rows())[0] ?? "", /^\[ {2}# 30,000 items$/);
    await view.press("End");
    assert.match(await view.active(), /^29,?999: object/);
  });
});
