import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type OpenView, withJsonView } from "./withJsonView.ts";

const rows = [
  { name: "beta", total: 10, note: "=1+1" },
  { name: "alpha", total: -9.5, extra: { a: 1 } },
  { name: 'say "hi", all', total: 9007199254740993n, note: "@now" },
];
const text = JSON.stringify({ rows }, (_, value: unknown) => (typeof value === "bigint" ? `#${value}` : value)).replace(/"#(\d+)"/, "$1");

describe("an array of objects as a table", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  it("has a column for each key that any element has", async () => {
    const view = await opened(text);
    assert.deepEqual(await cells(view), [
      ["#", "name", "total", "note", "extra"],
      ["0", "beta", "10", "=1+1", ""],
      ["1", "alpha", "-9.5", "", '{"a":1}'],
      ["2", 'say "hi", all', "9007199254740993", "@now", ""],
    ]);
  });

  it("has the name of a column of numbers over them, on the right", async () => {
    const view = await opened(text);
    const sides = await view.page.evaluate("[...document.querySelectorAll('[role=columnheader]')].map(head => getComputedStyle(head).textAlign)");
    assert.deepEqual(sides, ["start", "start", "end", "start", "start"]);
  });

  it("sorts up, down and back to what was received", async () => {
    const view = await opened(text);
    const names = async (): Promise<string[]> => (await cells(view)).slice(1).map(([number = ""]) => number);
    const orders: string[][] = [];
    for (let click = 0; click < 3; click++) {
      await view.page.getByRole("button", { name: "total" }).click();
      orders.push(await names());
    }
    assert.deepEqual(orders, [["1", "0", "2"], ["2", "0", "1"], ["0", "1", "2"]]);
  });

  it("is copied and saved as CSV, in which nothing is a formula", async () => {
    const view = await opened(text);
    await view.page.getByRole("button", { name: "Copy as CSV" }).click();
    await view.page.getByRole("button", { name: "Save as CSV..." }).click();
    const csv = ["name,total,note,extra", "beta,10,'=1+1,", 'alpha,-9.5,,"{""a"":1}"', '"say ""hi"", all",9007199254740993,\'@now,', ""].join("\r\n");
    assert.deepEqual(await view.told(), [{ type: "copy", text: csv }, { type: "saveCsv", text: csv }]);
  });

  it("leads back to the tree, and to an element of it", async () => {
    const view = await opened(text);
    await view.page.getByRole("button", { name: "1", exact: true }).click();
    assert.match(await view.active(), /^1: object/);
    await openTable(view);
    await view.page.keyboard.press("Escape");
    assert.ok(await view.page.locator(".json-tree").isVisible());
  });

  it("draws only what is seen of 60,000 rows", async () => {
    const view = await open();
    await view.showExpression(`JSON.stringify({ rows: Array.from({ length: 60_000 }, (_, id) => ({ id, name: "row " + id, due: "2026-11-20" })) })`);
    await openTable(view);
    await view.page.locator(".json-table-row").first().waitFor();
    await view.page.evaluate("document.querySelector('.json-cells').scrollTop = 1e9");
    await view.until("document.querySelector('.json-table-row:last-child')?.textContent.includes('row 59999')");
    assert.ok((await view.page.evaluate<number>("document.querySelectorAll('.json-table-row').length")) < 40);
  });

  it("is offered only for arrays of objects", async () => {
    const view = await open();
    await view.show('{"rows":[{"a":1},2]}');
    await view.page.locator(".json-row", { hasText: "rows" }).click({ button: "right" });
    await view.page.getByRole("menu").waitFor();
    assert.equal(await view.page.getByRole("menuitem", { name: "Show as Table" }).count(), 0);
  });

  async function opened(text: string): Promise<OpenView> {
    const view = await open();
    await view.show(text);
    await openTable(view);
    return view;
  }
});

async function openTable(view: OpenView): Promise<void> {
  await view.page.locator(".json-row", { hasText: "rows" }).click({ button: "right" });
  await view.page.getByRole("menuitem", { name: "Show as Table" }).click();
  await view.until("document.querySelector('.json-table-row')");
}

async function cells(view: OpenView): Promise<string[][]> {
  return view.page.evaluate<string[][]>(
    "[...document.querySelectorAll('.json-table [role=row]')].map(row => [...row.children].map(cell => cell.textContent))",
  );
}
