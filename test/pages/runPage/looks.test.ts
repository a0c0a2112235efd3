import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { RunPageState } from "../../../src/protocol/runPage.ts";
import { themes } from "./pageServer.ts";
import { advised, completed, failed, loading, missing, reviewing, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

const states: Readonly<Record<string, RunPageState>> = {
  running: running(),
  completed: completed(),
  waiting: waiting(),
  failed: failed(),
  review: reviewing(),
  problem: { ...running({ frames: [] }), problem: "The service cannot be reached." },
  loading,
  missing,
  elsewhere: { ...missing, owner: "Harborview production" },
  stale: { ...completed(), owner: "Harborview production" },
  violations: completed({ outputCheck: { kind: "violations", list: [{ pointer: "/account/number", message: "must be a number" }], more: 3 } }),
  vaulted: running({ tokenized: ["account_number", "pin"] }),
  partial: running({ rest: "coming", frames: [], files: [] }),
};

/** Text must stand out from what is behind it: WCAG 2.2 AA for text of this size. */
const leastContrast = 4.5;

describe("The run page's looks", function () {
  this.timeout(60_000);
  const { open, built } = withRunPage();

  for (const theme of Object.keys(themes)) {
    it(`can be read in ${theme}`, async () => {
      const host = await open({ theme });
      for (const [name, state] of Object.entries(states)) {
        await host.show(state);
        assert.deepEqual(await host.page.evaluate(paleTexts), [], name);
      }
    });
  }

  for (const width of [300, 420, 640, 900, 1400]) {
    it(`needs no sideways scrolling at ${width} px`, async () => {
      const host = await open({ size: { width, height: 900 } });
      for (const [name, state] of Object.entries({ ...states, long: longWords() })) {
        await host.show(state);
        assert.equal(await host.page.evaluate("document.documentElement.scrollWidth"), width, name);
        assert.deepEqual(await host.page.evaluate(cutControls), [], name);
      }
    });
  }

  it("stands in two columns where there is room", async () => {
    const host = await open({ size: { width: 1400, height: 900 } });
    await host.show(completed());
    const [left, right] = [await host.page.locator(".output").boundingBox(), await host.page.locator(".screenshots").boundingBox()];
    assert.ok(left && right && left.x + left.width <= right.x && left.y === right.y);
  });

  it("names every control and shows where the focus is", async () => {
    const host = await open();
    await host.show(waiting({ ...completed().run, ...waiting().run, files: completed().run.files }));
    for (let stop = 0; stop < 80; stop++) {
      await host.page.keyboard.press("Tab");
      const focused = await host.page.evaluate<string>(focusedControl);
      if (focused === "") break;
      assert.match(focused, /^\S.*: outlined$/s);
    }
    assert.equal(await host.page.evaluate("[...document.querySelectorAll('button:not([role=list] *)')].filter(b => b.tabIndex < 0).length"), 0);
  });

  it("has its icons", async () => {
    const host = await open();
    await host.show(completed());
    await host.until("document.fonts.check('16px codicon')");
    const blank = "[...document.querySelectorAll('.codicon')].filter(i => getComputedStyle(i, '::before').content === 'none').map(i => i.className)";
    for (const state of Object.values(states)) {
      await host.show(state);
      assert.deepEqual(await host.page.evaluate(blank), []);
    }
  });

  it("uses only colours and fonts that the editor gives", async () => {
    const style = (await built("runPage.css")).toString();
    const used = new Set(style.match(/--vscode-[\w-]+/g));
    const given = new Set(Object.values(themes).flatMap(({ variables }) => Object.keys(variables)));
    assert.deepEqual([...used].filter(name => !given.has(name)), []);
  });

  it("stays small, with the view of JSON and all that both share", async () => {
    const script = (await built("runPage.js")).toString();
    const [view = ""] = /chunks\/jsonView-\w+\.js/.exec(script) ?? [];
    const shared = [...`${script}${(await built(view)).toString()}`.matchAll(/from"\.\/(?:chunks\/)?([\w-]+\.js)"/g)].map(([, name]) => `chunks/${name}`);
    const files = await Promise.all([...new Set(["runPage.js", view, ...shared])].map(name => built(name)));
    const bytes = files.reduce((sum, { length }) => sum + length, 0);
    assert.ok(files.length > 2 && bytes < 60_000, `${bytes} bytes`);
  });
});

function longWords(): RunPageState {
  const word = "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(6);
  return failed({
    taskName: word,
    facts: [{ name: "agent", label: "Agent", value: word, copy: word, lead: word }],
    errors: [advised(word, word, word)],
    outputCheck: { kind: "violations", list: [{ pointer: `/${word}`, message: word }], more: 2 },
    output: { version: 1, characters: 400 },
    tokenized: [word],
    files: [{ id: "stor_1", name: `${word}.pdf`, type: word, bytes: 1 }],
  });
}

/** Buttons of which a part lies outside of what can be seen. */
const cutControls = `[...document.querySelectorAll(".film button, .header button, .section-tools button")]
  .filter(button => button.getBoundingClientRect().right > button.closest(".viewer, .header, .section-head").getBoundingClientRect().right + 1)
  .map(button => button.ariaLabel)`;

const focusedControl = `(() => {
  const focused = document.activeElement;
  if (focused === document.body) return "";
  const shown = focused.matches(".strip") ? focused.querySelector("[aria-selected=true] .thumbnail") : focused;
  const name = focused.ariaLabel || focused.innerText || focused.labels?.[0]?.innerText || "";
  return name + ": " + (getComputedStyle(shown).outlineStyle === "solid" ? "outlined" : "not outlined");
})()`;

/** Texts with less contrast than wanted. What cannot be used now is exempt, as it is in the rule itself. */
const paleTexts = `(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = colour => {
    const [r, g, b] = over(colour).map(v => v / 255).map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => (element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : []);
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== "");
  const pale = [];
  for (const element of document.querySelectorAll("main *")) {
    if (!hasText(element) || element.closest("[aria-disabled=true]")) continue;
    const ground = behind(element);
    const [a, b] = [light(ground), light([...ground, getComputedStyle(element).color])];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < ${leastContrast}) pale.push(element.textContent.trim().slice(0, 40) + " " + contrast.toFixed(2));
  }
  return pale;
})()`;
