import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withJsonView } from "./withJsonView.ts";

const text = JSON.stringify({ Total: 12, items: [{ total: "subtotal" }, { note: "Straße, ÉCOLE" }], nested: { deep: { value: "total" } }, other: true });

describe("the search in the JSON tree", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  it("counts members and elements once, whether key or value or both match", async () => {
    const view = await open();
    await view.show(text);
    await view.find("total");
    assert.equal(await view.found(), "1 of 3");
    await view.find("école");
    assert.equal(await view.found(), "1 of 1");
    await view.find("tru");
    assert.equal(await view.active(), "other: true");
    await view.find('","');
    assert.equal(await view.found(), "No matches");
  });

  it("can be told to match the case, the whole, only keys or only values", async () => {
    const view = await open();
    await view.show(text);
    const count = async (): Promise<string> => (await view.find("total"), (await view.found()).replace(/^\d+ of /, ""));
    await view.page.getByRole("button", { name: "Match Case" }).click();
    assert.equal(await count(), "2");
    await view.page.getByRole("button", { name: "Match Case" }).click();
    await view.page.getByRole("button", { name: "Whole Key or Value" }).click();
    assert.equal(await count(), "3");
    await view.page.getByLabel("Where to look").selectOption("values");
    assert.equal(await count(), "1");
    await view.page.getByLabel("Where to look").selectOption("keys");
    assert.equal(await count(), "2");
    assert.deepEqual(await view.page.evaluate("kept.at(-1)"), { isSorted: false, matchCase: false, whole: true, scope: "keys" });
  });

  it("finds what is written with escapes", async () => {
    const view = await open();
    await view.show('["\\u00e9cole","say \\"hi\\"","a\\/b","plain"]');
    for (const [wanted, active] of [["École", '0: "école"'], ['y "h', '1: "say "hi""'], ["a/b", '2: "a/b"']] as const) {
      await view.find(wanted);
      assert.equal(await view.active(), active);
    }
  });

  it("opens what a match stands in, and lights it up", async () => {
    const view = await open();
    await view.show(text);
    await view.page.getByRole("button", { name: "Collapse All" }).click();
    await view.find("subtotal");
    assert.equal(await view.active(), 'total: "subtotal"');
    assert.deepEqual(await view.page.evaluate("[...CSS.highlights.get('json-found')].map(String)"), ["subtotal"]);
  });

  it("lights up the match that one stands at more than the others", async () => {
    const view = await open();
    await view.show(JSON.stringify(["sum 1", "sum 2", "sum 3"]));
    await view.find("sum");
    assert.deepEqual(await view.page.evaluate("['json-found', 'json-found-now'].map(name => CSS.highlights.get(name).size)"), [3, 1]);
    assert.equal(await view.page.evaluate("[...CSS.highlights.get('json-found-now')][0].startContainer.data"), '"sum 1"');
  });

  it("shows only matches and what leads to them, and afterwards what was open before", async () => {
    const view = await open();
    await view.show(text);
    const before = await view.rows();
    await view.find("total");
    await view.page.getByRole("button", { name: "Show Only Matches" }).click();
    assert.deepEqual(await view.rows(), ["{  # 4 keys", "  Total: 12", "  items: [  # 2 items", "    0: {  # 1 key", '      total: "subtotal"', "  nested: {  # 1 key", "    deep: {  # 1 key", '      value: "total"']);
    await view.page.getByRole("button", { name: "Show Only Matches" }).click();
    assert.deepEqual(await view.rows(), before);
  });

  it("looks through a new text again, and leaves whoever reads where they are", async () => {
    const view = await open();
    await view.show(text);
    await view.find("total");
    await view.press("End");
    await view.show(text.replace("subtotal", "sub-total, grand total"));
    assert.equal(await view.active(), "other: true");
    await view.show(text.replace('"Total":12', '"Amount":12'));
    await view.until("document.querySelector('.json-count').textContent === '2 found'");
    assert.equal(await view.active(), "other: true");
  });

  it("finds places in a text that is no JSON", async () => {
    const view = await open();
    await view.show("<html>\n<body>Gateway Timeout</body>\n</html>");
    await view.find("body");
    assert.equal(await view.found(), "1 of 2");
    assert.match(await view.active(), /Gateway/);
  });
});
