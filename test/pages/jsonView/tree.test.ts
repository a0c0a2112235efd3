import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { eventually } from "../../host/support/eventually.ts";
import { withJsonView } from "./withJsonView.ts";

const bill = JSON.stringify({
  account: { id: "acc_1", holder: "Zoë Müller", balance: -0.5 },
  bills: [
    { number: "A-1", due: "2026-11-20", total: 12.5 },
    { number: "A-2", due: "2026-12-20", total: 99 },
  ],
  note: null,
});

describe("the JSON tree", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  it("shows a small text whole", async () => {
    const view = await open();
    await view.show(bill);
    assert.deepEqual(await view.rows(), [
      "{  # 3 keys",
      "  account: {  # 3 keys",
      '    id: "acc_1"',
      '    holder: "Zoë Müller"',
      "    balance: -0.5",
      "  bills: [  # 2 items",
      "    0: {  # 3 keys",
      '      number: "A-1"',
      '      due: "2026-11-20"',
      "      total: 12.5",
      "    1: {  # 3 keys",
      '      number: "A-2"',
      '      due: "2026-12-20"',
      "      total: 99",
      "  note: null",
    ]);
  });

  it("opens what stands around all the data, however much that is", async () => {
    const view = await open();
    await view.show(JSON.stringify({ data: { statements: Array.from({ length: 500 }, (_, index) => ({ index })) } }));
    assert.deepEqual((await view.rows()).slice(0, 4), ["{  # 1 key", "  data: {  # 1 key", "    statements: [  # 500 items", '      0: {"index":0}  # 1 key']);
  });

  it("breaks a long text between words, and lights up what is found in it", async () => {
    const view = await open({ size: { width: 500, height: 700 } });
    await view.show(JSON.stringify({ letter: "Dear customer,\nthe statement is ready. ".repeat(8) }));
    await view.page.locator(".json-unfold").click();
    const rows = await view.rows();
    assert.match(rows[1] ?? "", /^ {2}letter: " {2}# show less$/);
    assert.deepEqual(rows.slice(2, 5), ["    Dear customer,\\n", "    the statement is ready. Dear customer,\\n", "    the statement is ready. Dear customer,\\n"]);
    await view.find("statement");
    assert.equal(await view.page.evaluate("CSS.highlights.get('json-found').size"), 8);
  });

  it("opens and closes one value, all below it, and all down to a depth", async () => {
    const view = await open();
    await view.show(bill);
    await view.page.getByRole("button", { name: "Collapse All" }).click();
    assert.match((await view.rows()).join(), /^\{"account":\{"id":"acc_1",[^\n]*  # 3 keys$/);
    await view.page.locator(".json-row").first().click();
    assert.equal((await view.rows()).length, 4);
    await view.page.locator(".json-row", { hasText: "bills" }).click({ button: "right" });
    await view.page.getByRole("menuitem", { name: "Expand All Below" }).click();
    assert.equal((await view.rows()).length, 12);
    await view.page.getByRole("button", { name: "More Ways to See It" }).click();
    await view.page.getByRole("menuitem", { name: "Expand 2 Levels" }).click();
    assert.equal((await view.rows()).length, 9);
  });

  it("keeps what is open, and which value is active, when the run brings a new text", async () => {
    const view = await open();
    await view.show(JSON.stringify({ a: { deep: { x: 1 } }, b: { y: 2 }, c: [[1], [2]] }));
    await view.page.getByRole("button", { name: "Collapse All" }).click();
    await view.press("Enter", "ArrowDown", "Enter", "b");
    assert.match(await view.active(), /^b:/);
    await view.show(JSON.stringify({ first: { z: 0 }, a: { deep: { x: 5 } }, b: { y: 3 }, c: [[1], [2]] }));
    assert.deepEqual(await view.rows(), ["{  # 4 keys", '  first: {"z":0}  # 1 key', "  a: {  # 1 key", '    deep: {"x":5}  # 1 key', '  b: {"y":3}  # 1 key', "  c: [[1],[2]]  # 2 items"]);
    assert.match(await view.active(), /^b:/);
  });

  it("sorts keys and shows them as received again", async () => {
    const view = await open();
    await view.show('{"b":1,"a":{"d":2,"c":3},"B":[2,1]}');
    await view.page.getByRole("button", { name: "More Ways to See It" }).click();
    await view.page.getByRole("menuitemcheckbox", { name: "Sort Keys" }).click();
    assert.deepEqual(await view.rows(), ["{  # 3 keys", "  B: [  # 2 items", "    0: 2", "    1: 1", "  a: {  # 2 keys", "    c: 3", "    d: 2", "  b: 1"]);
    assert.deepEqual(await view.page.evaluate("kept.at(-1).isSorted"), true);
    await view.page.getByRole("button", { name: "More Ways to See It" }).click();
    await view.page.getByRole("menuitemcheckbox", { name: "Sort Keys", checked: true }).click();
    assert.equal((await view.rows())[1], "  b: 1");
  });

  it("copies a value as sent, a string as meant, and both kinds of path", async () => {
    const view = await open();
    await view.show('{"a b":[{"it\'s":"x\\ny"}],"n":1.0}');
    await view.press("End", "Control+c", "Home", "ArrowDown", "ArrowDown", "ArrowDown", "Control+c", "Control+Shift+c");
    await view.page.locator(".json-row", { hasText: "it's" }).click({ button: "right" });
    await view.page.getByRole("menuitem", { name: "Copy JavaScript Path" }).click();
    assert.deepEqual(await view.told(), [
      { type: "copy", text: "1.0" },
      { type: "copy", text: "x\ny" },
      { type: "copy", text: "$['a b'][0]['it\\'s']" },
      { type: "copy", text: '["a b"][0]["it\'s"]' },
    ]);
  });

  it("marks what is against the schema, lists it, and leads there", async () => {
    const view = await open();
    await view.show(bill, [{ pointer: "/bills/1/total", message: "must be a string" }, { pointer: "", message: "must have a name" }]);
    await view.page.getByRole("button", { name: "Collapse All" }).click();
    await view.page.getByRole("button", { name: "/bills/1/total: must be a string" }).click();
    assert.equal(await view.active(), "total: 99, must be a string");
    assert.ok((await view.rows()).includes("{  # must have a name · 3 keys"));
    assert.deepEqual(await view.page.evaluate("[...document.querySelectorAll('.json-holds-wrong')].map(row => row.ariaLabel)"), [
      "object, must have a name, 3 keys",
      "bills: array, 2 items",
      "1: object, 3 keys",
    ]);
  });

  it("explains dates, durations, encrypted payloads and inexact numbers on hover and below", async () => {
    const view = await open();
    const sent = { at: "2026-11-20T10:00:00Z", epoch: 1_700_000_000, wait: "PT1H30M", run_ms: 90_000, secret: `enc_${Buffer.from("\u0001\u0005key_1restrestrest").toString("base64url")}`, big: 0 };
    await view.show(JSON.stringify(sent).replace('"big":0', '"big":9007199254740993'));
    const meanings = [/^Friday, November 20, 2026 at .*ago|in |now/, /^As seconds since 1970: .*2023/, /^A duration: 1 hour 30 minutes$/, /^A duration: 1 min 30 s$/, /^An encrypted payload under the key key_1\./, /^Beyond 2\^53: .*9007199254740992/];
    for (const [index, meaning] of meanings.entries()) {
      const value = view.page.locator(".json-row .json-value").nth(index + 1);
      await value.hover();
      await eventually(async () => assert.match((await value.getAttribute("title")) ?? "", meaning));
      await view.press("ArrowDown");
      await view.until(`${meaning}.test(document.querySelector(".json-foot span").textContent)`);
    }
    await view.until("document.querySelector('.json-path').textContent === '$.big'");
  });

  it("opens links only through the host, after being asked", async () => {
    const view = await open();
    await view.show('{"page":"https://example.test/a?b=1","picture":"https://example.test/x.png","script":"javascript:alert(1)"}');
    assert.equal(await view.page.evaluate("document.querySelectorAll('main a, main img').length"), 0);
    await view.page.locator(".json-row", { hasText: "page" }).click({ button: "right" });
    await view.page.getByRole("menuitem", { name: "Open Link..." }).click();
    assert.deepEqual(await view.told(), [{ type: "openLink", url: "https://example.test/a?b=1" }]);
    await view.page.locator(".json-row", { hasText: "script" }).click({ button: "right" });
    await view.page.getByRole("menu").waitFor();
    assert.equal(await view.page.getByRole("menuitem", { name: "Open Link..." }).count(), 0);
  });
});
