import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import * as z from "zod";
import { root } from "../../support/paths.ts";
import { themes } from "../runPage/pageServer.ts";
import { type OpenView, withJsonView } from "./withJsonView.ts";

const rich = JSON.stringify({
  id: "bill_1",
  due: "2026-11-20",
  total: 12.5,
  paid: false,
  note: null,
  "\u202eodd": "a\u0000b",
  lines: [{ text: "first line of the bill", amount: 1 }, { text: "second", amount: 2 }],
  long: "lorem ipsum ".repeat(60),
  link: "https://example.test/bill.pdf",
});
const violations = [{ pointer: "/total", message: "must be string" }];

const Found = z.array(z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }));

describe("the JSON view's looks and access", function () {
  this.timeout(60_000);
  const { open, sizeOf } = withJsonView();

  for (const theme of Object.keys(themes)) {
    it(`gives axe nothing serious to find in ${theme}`, async () => {
      const view = await open({ theme });
      for (const state of Object.values(states)) {
        await state(view);
        assert.deepEqual(await serious(view), []);
      }
    });
  }

  const states: Readonly<Record<string, (view: OpenView) => Promise<void>>> = {
    tree: async view => {
      await view.show(rich, violations);
      await view.find("bill");
    },
    menu: async view => {
      await view.press("Shift+F10");
      await view.until("document.querySelector('.json-menu')");
    },
    text: async view => view.show("<html>\n\u0000"),
    table: async view => {
      await view.show(rich, violations);
      await view.page.locator(".json-row", { hasText: "lines" }).click({ button: "right" });
      await view.page.getByRole("menuitem", { name: "Show as Table" }).click();
      await view.until("document.querySelector('.json-table-row')");
    },
  };

  it("tells level, place and number of siblings of each row, and which is active", async () => {
    const view = await open();
    await view.show(rich);
    await view.press("End");
    const row = view.page.getByRole("treeitem", { name: /^link/ });
    assert.deepEqual(await row.evaluate(element => [element.ariaLevel, element.ariaPosInSet, element.ariaSetSize]), ["2", "9", "9"]);
    assert.equal(await view.page.getByRole("tree").getAttribute("aria-activedescendant"), await row.getAttribute("id"));
    assert.equal(await view.page.getByRole("treeitem", { name: /^lines/ }).getAttribute("aria-expanded"), "true");
  });

  it("needs no sideways scrolling of the page at 200 % zoom in a narrow panel", async () => {
    const view = await open({ size: { width: 640, height: 700 }, zoom: 2 });
    await view.show(rich, violations);
    assert.equal(await view.page.evaluate("document.documentElement.scrollWidth"), 320);
  });

  it("draws few elements, however many rows there are", async () => {
    const view = await open({ size: { width: 900, height: 1000 } });
    await view.showExpression("JSON.stringify(Array.from({ length: 50_000 }, (_, id) => ({ id })))");
    await view.page.getByRole("button", { name: "Expand All" }).click();
    await view.until("document.querySelectorAll('.json-row')[2].ariaLevel === '3'");
    await view.press("End");
    await view.until("document.querySelector('.json-row[aria-selected=true]:not([hidden])')?.ariaLabel === 'id: 49999'");
    const many = await view.page.evaluate<number>("document.querySelectorAll('main *').length");
    assert.ok(many <= 300, `${many} elements`);
  });

  it("stays small", () => {
    assert.ok(sizeOf("/page.js") < 32_000, `${sizeOf("/page.js")} bytes`);
  });
});

async function serious(view: OpenView): Promise<unknown[]> {
  // Through the debugger's door: the page's own rules let in no script. The rule about names and content, an
  // experiment of axe's, does not know that a name may say in words what a bracket shows.
  await view.page.evaluate(await readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8"));
  const violations = await view.page.evaluate("axe.run(document.body, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'label-content-name-mismatch': { enabled: false }, region: { enabled: false }, 'page-has-heading-one': { enabled: false } } }).then(result => result.violations)");
  return Found.parse(violations).filter(({ impact }) => impact === "serious" || impact === "critical");
}
