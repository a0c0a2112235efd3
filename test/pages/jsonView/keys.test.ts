import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withJsonView } from "./withJsonView.ts";

const text = JSON.stringify({ alpha: { one: 1, two: 2 }, beta: [{ x: 1 }, { x: 2 }], amber: "third", gamma: { y: {} } });

describe("the JSON tree by keyboard", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  it("moves, opens and closes", async () => {
    const view = await open();
    await view.show(text);
    const steps: [keys: string[], active: string][] = [
      [["Home"], "object, 4 keys"],
      [["ArrowRight"], "alpha: object, 2 keys"],
      [["ArrowRight"], "one: 1"],
      [["ArrowLeft"], "alpha: object, 2 keys"],
      [["ArrowLeft", "ArrowDown"], "beta: array, 2 items"],
      [["Enter", "ArrowDown"], 'amber: "third"'],
      [["ArrowUp", "Space", "ArrowDown"], "0: object, 1 key"],
      [["End"], "y: {}"],
      [["PageUp"], "object, 4 keys"],
      [["PageDown"], "y: {}"],
    ];
    for (const [keys, active] of steps) {
      await view.press(...keys);
      assert.equal(await view.active(), active, keys.join());
    }
  });

  it("opens all siblings with *", async () => {
    const view = await open();
    await view.show(text);
    await view.page.getByRole("button", { name: "Collapse All" }).click();
    await view.press("Home", "Enter", "ArrowDown", "*");
    assert.equal((await view.rows()).length, 10);
    assert.equal(await view.active(), "alpha: object, 2 keys");
  });

  it("goes to the key whose first letters are typed, and round", async () => {
    const view = await open();
    await view.show(text);
    await view.press("a");
    assert.equal(await view.active(), "alpha: object, 2 keys");
    await view.press("a");
    assert.equal(await view.active(), 'amber: "third"');
    await view.press("a");
    assert.equal(await view.active(), "alpha: object, 2 keys");
  });

  it("finds with Ctrl+F, and goes through what was found with F3 and Enter, round and back", async () => {
    const view = await open();
    await view.show(text);
    await view.press("Control+f");
    await view.page.keyboard.type("x");
    await view.until("document.querySelector('.json-count').textContent === '1 of 2'");
    await view.page.keyboard.press("Enter");
    assert.equal(await view.found(), "2 of 2");
    await view.press("F3");
    assert.equal(await view.found(), "1 of 2");
    await view.press("Shift+F3");
    assert.equal(await view.found(), "2 of 2");
    assert.equal(await view.active(), "x: 2");
  });

  it("opens the menu of a value and walks it", async () => {
    const view = await open();
    await view.show(text);
    await view.press("Shift+F10");
    await view.page.getByRole("menu").waitFor();
    await view.page.keyboard.press("ArrowDown");
    await view.page.keyboard.press("Enter");
    assert.deepEqual(await view.told(), [{ type: "copy", text: "$" }]);
    assert.equal(await view.page.evaluate("document.activeElement.getAttribute('role')"), "tree");
  });
});
