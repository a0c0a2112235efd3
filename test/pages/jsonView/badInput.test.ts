import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withJsonView } from "./withJsonView.ts";

describe("the JSON tree, given what is unusual", function () {
  this.timeout(60_000);
  const { open } = withJsonView();

  const whole: [title: string, text: string, rows: string[]][] = [
    ["a string as the whole", '"done"', ['"done"']],
    ["a number as the whole", "-12.50", ["-12.50"]],
    ["null as the whole", " null\n", ["null"]],
    ["an empty array", "[ ]", ["[ ]"]],
    ["an empty object", "{}", ["{}"]],
    ["numbers that JavaScript would change", "[1.0,1e400,-0,12345678901234567890,0.1E-7]", ["[  # 5 items", "  0: 1.0", "  1: 1e400", "  2: -0", "  3: 12345678901234567890", "  4: 0.1E-7"]],
    ["keys that objects have by themselves", '{"__proto__":1,"constructor":{"prototype":2},"":3}', ["{  # 3 keys", "  __proto__: 1", "  constructor: {  # 1 key", "    prototype: 2", '  "": 3']],
    ["doubled keys", '{"a":1,"b":2,"a":3}', ["{  # 3 keys", "  a: 1", "  b: 2", "  a: 3  # doubled key"]],
    ["control characters", '["\\u0000\\u001b[31m","a\tb"]', ["[  # 2 items", '  0: "\\u0000\\u001b[31m"', '  1: "a\\tb"']],
    ["characters that turn the direction of writing", '{"\\u202eevil":"user\u2066\u202e gpj.exe"}', ["{  # 1 key", '  \\u202eevil: "user\\u2066\\u202e gpj.exe"']],
    ["halves of characters", '["\\ud83d","\\ude00\\ud83d","\\ud83d\\ude00"]', ["[  # 3 items", '  0: "\\ud83d"', '  1: "\\ude00\\ud83d"', '  2: "😀"']],
    ["markup", '["<img src=x onerror=alert(1)>"]', ["[  # 1 item", '  0: "<img src=x onerror=alert(1)>"']],
    ["a byte order mark", "\ufeff[1]", ["[  # 1 item", "  0: 1"]],
  ];
  for (const [title, text, rows] of whole) {
    it(`shows ${title}`, async () => {
      const view = await open();
      await view.show(text);
      assert.deepEqual(await view.rows(), rows);
    });
  }

  it("keeps right-to-left text from reordering what stands around it", async () => {
    const view = await open();
    await view.show('{"שם":"עברית","b":1}');
    assert.deepEqual(await view.rows(), ["{  # 2 keys", '  שם: "עברית"', "  b: 1"]);
    const [key, value] = await Promise.all([".json-key", ".json-value"].map(name => view.page.locator(`.json-row:nth-child(2) ${name}`).boundingBox()));
    assert.ok(key && value && key.x + key.width <= value.x);
  });

  const broken: [title: string, text: string, problem: RegExp, rows: string[]][] = [
    ["no text at all", "", /^There is no text\.$/, []],
    ["HTML", "<html>\n<body>", /^This is not JSON, so it is shown as text\. A value is missing \(line 1, column 1\)\.$/, ["<html>\\n", "<body>"]],
    ["a text that ends too early", '{"a":\n [1,', /The text ends too early \(line 2, column 5\)/, ['{"a":\\n', " [1,"]],
    ["a comma too many", '{"a":1,}', /A key in double quotes is missing \(line 1, column 8\)/, ['{"a":1,}']],
    ["a number that is none", "[01]", /A number does not begin with 0 \(line 1, column 3\)/, ["[01]"]],
    ["two values", "{}{}", /More text follows where the JSON has ended \(line 1, column 3\)/, ["{}{}"]],
    ["a wrong escape", '["\\x"]', /A backslash stands before what cannot be escaped \(line 1, column 3\)/, ['["\\x"]']],
  ];
  for (const [title, text, problem, rows] of broken) {
    it(`shows ${title} as text, with the place of the error`, async () => {
      const view = await open();
      await view.show(text);
      assert.match((await view.page.locator(".json-problem").textContent()) ?? "", problem);
      assert.deepEqual(await view.rows(), rows);
    });
  }

  for (const levels of [200, 10_000]) {
    it(`opens ${levels} levels`, async () => {
      const view = await open();
      await view.showExpression(`'{"a":['.repeat(${levels / 2}) + "7" + "]}".repeat(${levels / 2})`);
      await view.page.getByRole("button", { name: "Expand All" }).click();
      await view.press("End");
      assert.equal(await view.active(), "0: 7");
      assert.equal(await view.page.evaluate("document.querySelector('.json-row[aria-selected=true]').ariaLevel"), String(levels + 1));
      await view.press("ArrowLeft");
      assert.equal(await view.active(), "a: array, 1 item");
    });
  }

  it("shows a string of 5 MB in pieces, and folds it again", async () => {
    const view = await open();
    await view.showExpression(`JSON.stringify({ before: 1, long: "0123456789".repeat(500_000), after: 2 })`);
    assert.match((await view.rows())[2] ?? "", /^ {2}long: "0123456789.*… {2}# show all 5,000,000 bytes$/);
    await view.page.locator(".json-unfold").click();
    await view.until("document.querySelector('.json-piece')");
    await view.press("End", "ArrowUp");
    await view.until("document.querySelector('.json-row[aria-selected=true]')?.ariaLabel.endsWith('789')");
    assert.ok((await view.page.evaluate<number>("document.querySelectorAll('main *').length")) < 300);
    await view.press("ArrowLeft");
    await view.until("document.querySelector('.json-row[aria-selected=true]')?.ariaLabel.startsWith('long')");
    await view.press("ArrowLeft");
    await view.until("document.querySelectorAll('.json-row').length === 4");
  });

  it("shows a million keys", async () => {
    const view = await open();
    await view.showExpression(`"{" + Array.from({ length: 1_000_000 }, (_, index) => '"key' + index + '":' + index).join() + "}"`);
    assert.deepEqual((await view.rows()).slice(0, 2), ["{  # 1,000,000 keys", "  key0: 0"]);
    await view.press("End");
    await view.until("document.querySelector('.json-row[aria-selected=true]')?.ariaLabel === 'key999999: 999999'");
    await view.find("key765432");
    await view.until("document.querySelector('.json-row[aria-selected=true]')?.ariaLabel === 'key765432: 765432'");
    assert.equal(await view.found(), "1 of 1");
  });
});
