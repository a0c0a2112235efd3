import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { FromRunPage, RunPageState } from "../../../src/protocol/runPage.ts";
import { completed, failed, frames, loading, missing, reviewing, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The run page's contents", function () {
  this.timeout(20_000);
  const { open } = withRunPage();

  it("asks for the state and keeps the run's id for a reload", async () => {
    const host = await open();
    assert.deepEqual(host.sent, [{ type: "ready" }]);
    await host.show(running());
    await host.show(completed());
    assert.deepEqual(host.kept, [{ id: "trun_9Kd2mQx7Lr4Vb1Zs" }]);
  });

  it("shows task, status, duration and facts", async () => {
    const { page, sent } = await opened(completed());
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Download the latest statements");
    assert.equal(await page.locator(".pill").allInnerTexts().then(texts => texts.join("|")), "Completed");
    assert.equal(await page.locator(".timer-value").textContent(), "2 min 5 s");
    await page.getByRole("button", { name: "cred_Xz4Nn0Pa7WfGk2Ru" }).click();
    await page.getByRole("button", { name: "Utility clerk" }).click();
    assert.deepEqual(wishes(sent), [
      { type: "copy", text: "cred_Xz4Nn0Pa7WfGk2Ru" },
      { type: "copy", text: "agt_7MoiVpf9t4GTXn7f" },
    ]);
  });

  it("counts the seconds while the run goes on", async () => {
    const host = await open({ now: "2026-06-09T10:15:42Z" });
    await host.show(running());
    const timer = host.page.locator(".timer-value");
    assert.equal(await timer.textContent(), "42 s");
    await host.page.clock.runFor(20_000);
    assert.equal(await timer.textContent(), "1 min 2 s");
  });

  it("says the result only when it tells more than the status", async () => {
    const host = await open();
    await host.show(completed({ result: "failure" }));
    assert.deepEqual(await host.page.locator(".pill").allInnerTexts(), ["Completed", "Result: failure"]);
    await host.show(completed({ result: "success" }));
    assert.deepEqual(await host.page.locator(".pill").allInnerTexts(), ["Completed"]);
  });

  it("shows a status it does not know in the service's own word", async () => {
    const { page } = await opened(running({ status: "constructor", statusLabel: "constructor" }));
    assert.equal(await page.locator(".pill").innerText(), "constructor");
  });

  it("shows the output as text, coloured, and copies it whole", async () => {
    const state = completed();
    const { page, sent } = await opened(state);
    const text = page.getByRole("region", { name: "Output as JSON" });
    assert.equal(await text.textContent(), state.run.output?.text);
    assert.equal(await text.locator(".json-name").first().textContent(), '"account"');
    assert.deepEqual(await text.locator(".json-number").allTextContents(), ["128.4", "141.95"]);
    await page.getByRole("button", { name: "Copy output" }).click();
    assert.deepEqual(wishes(sent), [{ type: "copy", text: state.run.output?.text }]);
  });

  it("tells how much of a long text is left out, and colours up to the cut", async () => {
    const { page } = await opened(completed({ output: { text: '{ "notes": "abc', omitted: 4_812_004 } }));
    assert.equal(await page.locator(".omitted").innerText(), "Cut here: 4,812,004 more characters are not shown.");
    assert.equal(await page.locator(".output .json-string").textContent(), '"abc');
    await page.getByRole("button", { name: "Copy the part of the output that is shown" }).waitFor();
  });

  it("shows errors with type, code, message and field", async () => {
    const { page } = await opened(failed());
    const cards = await page.getByRole("region", { name: "Errors" }).getByRole("listitem").allInnerTexts();
    assert.deepEqual(cards.map(text => text.split(/\s*\n\s*/).join(" ")), [
      "The website stopped the agent with its protection against robots. Type source Code blocked",
      "`since` is required and cannot be empty. Type request Code input_missing Field since",
    ]);
  });

  it("puts the question first and sends the person to the answer", async () => {
    const { page, sent } = await opened(waiting());
    const card = page.getByRole("region", { name: "Waiting for your answer" });
    assert.match(await card.innerText(), /Enter the six-digit code[^]*Verification code/);
    await card.getByRole("button", { name: "Answer…" }).click();
    assert.deepEqual(wishes(sent), [{ type: "act", action: "answer" }]);
    assert.equal(await page.getByRole("region").first().getAttribute("aria-labelledby"), "question-title");
  });

  it("tells that a review is waited for", async () => {
    const { page } = await opened(reviewing());
    await page.getByRole("region", { name: "Waiting for a review" }).waitFor();
  });

  it("carries out what is possible and says why the rest is not", async () => {
    const { page, sent } = await opened(running());
    const asked = page.getByRole("button", { name: "Answer…" });
    assert.equal(await asked.getAttribute("aria-description"), "The run asks nothing now.");
    assert.equal(await asked.getAttribute("title"), "The run asks nothing now.");
    await asked.click({ force: true });
    await page.getByRole("button", { name: "Cancel Run" }).click();
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("button", { name: "Copy run id" }).click();
    const actions = wishes(sent).map(message => (message.type === "act" ? message.action : message.type));
    assert.deepEqual(actions, ["cancel", "refresh", "copyId"]);
  });

  it("lists files and asks the host to save one", async () => {
    const { page, sent } = await opened(completed());
    assert.match(await page.getByRole("region", { name: "Files" }).innerText(), /statement-2026-05\.pdf\s+application\/pdf · 84\.2 kB/);
    await page.getByRole("button", { name: "Save usage-2026.csv" }).click();
    assert.deepEqual(wishes(sent), [{ type: "saveFile", id: "stor_Jr7uLw3Kd9ScHv4N" }]);
  });

  const reasons: [state: RunPageState, words: string][] = [
    [running({ frames: [] }), "No screenshots yet: the agent takes one about every five seconds."],
    [running({ status: "queued" }), "No output yet: the run waits for its turn."],
    [failed({ errors: [] }), "The service gave no reason for this failure."],
    [completed({ files: [] }), "No files: this run stored none."],
    [loading, "Loading the run…"],
    [missing, "The service has no run with this id."],
    [{ ...running(), problem: "The service cannot be reached." }, "The service cannot be reached."],
  ];
  for (const [state, words] of reasons) {
    it(`says "${words}"`, async () => {
      const { page } = await opened(state);
      await page.getByRole("main").getByText(words).waitFor();
    });
  }

  it("offers to look again for a run that is missing", async () => {
    const { page, sent } = await opened(missing);
    await page.getByRole("button", { name: "Look again" }).click();
    assert.deepEqual(wishes(sent), [{ type: "act", action: "refresh" }]);
  });

  it("shows markup in data as the text that it is", async () => {
    const bad = `<img src=x onerror="document.title='broken'"><b>\u202Egnp.exe</b>`;
    const { page } = await opened(
      waiting({
        taskName: bad,
        statusLabel: bad,
        result: bad,
        facts: [{ label: bad, value: bad, copy: bad }],
        question: { type: bad, message: bad, fields: [{ name: bad, label: bad, options: [{ value: bad }] }] },
        errors: [{ type: bad, code: bad, message: bad, field: bad }],
        output: { text: JSON.stringify({ [bad]: bad }), omitted: 0 },
        input: { text: bad, omitted: 0 },
        frames: frames(1).map(frame => ({ ...frame, reasoning: bad })),
        files: [{ id: bad, name: `../../${bad}`, type: bad, bytes: 1 }],
      }),
    );
    assert.equal(await page.locator("h1").textContent(), bad);
    assert.equal(await page.locator("b").count(), 0);
    assert.equal(await page.locator("img[onerror]").count(), 0);
    assert.equal(await page.title(), "Run");
  });

  async function opened(state: RunPageState): Promise<Awaited<ReturnType<typeof open>>> {
    const host = await open();
    await host.show(state);
    return host;
  }
});

/** What the person asked for, without what the page needs for itself. */
function wishes(sent: readonly FromRunPage[]): FromRunPage[] {
  return sent.filter(({ type }) => type !== "ready" && type !== "wantFrame");
}
