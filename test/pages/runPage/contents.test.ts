import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { RunPageState } from "../../../src/protocol/runPage.ts";
import { plainMemory } from "./runPageHost.ts";
import { advised, completed, failed, frames, loading, missing, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The run page's contents", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("asks for the state and keeps the run's id for a reload", async () => {
    const host = await open();
    assert.deepEqual(await host.sent(), [{ type: "ready" }]);
    await host.show(running());
    await host.show(completed());
    assert.deepEqual((await host.kept()).at(-1), { id: "trun_9Kd2mQx7Lr4Vb1Zs", isPreview: false, profile: { id: "local", name: "Local Deck" } });
  });

  it("shows task, status, duration and facts", async () => {
    const { page, host } = await shown(completed());
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Download the latest statements");
    assert.equal(await page.locator(".pill").allInnerTexts().then(texts => texts.join("|")), "Completed");
    assert.equal(await page.locator(".timer-value").textContent(), "2 min 5 s");
    await page.getByRole("button", { name: "cred_Xz4Nn0Pa7WfGk2Ru", exact: true }).click();
    await page.getByRole("button", { name: "Utility clerk" }).click();
    assert.deepEqual(await host.wishes(), [
      { type: "copy", text: "cred_Xz4Nn0Pa7WfGk2Ru" },
      { type: "copy", text: "agt_7MoiVpf9t4GTXn7f" },
    ]);
  });

  it("counts the seconds while the run goes on, and then says no more than how long it took", async () => {
    const host = await open({ now: "2026-06-09T10:15:42Z" });
    await host.show(running());
    const timer = host.page.locator(".timer-value");
    assert.equal(await timer.textContent(), "42 s");
    await host.page.clock.runFor(20_000);
    assert.equal(await timer.textContent(), "1 min 2 s");
    await host.show(completed({ endedAt: "2026-06-09T10:30:00Z" }));
    assert.equal(await timer.textContent(), "15 min");
  });

  it("says the result, with stress where it is not what the status leads to expect", async () => {
    const host = await open();
    await host.show(completed({ result: "failure" }));
    assert.deepEqual(await host.page.locator(".pill").allInnerTexts(), ["Completed", "Result: failure"]);
    await host.show(completed({ result: "success" }));
    assert.deepEqual(await host.page.locator(".pill").allInnerTexts(), ["Completed"]);
    assert.equal(await host.page.locator(".result").innerText(), "Result: success");
  });

  it("shows a status it does not know in the service's own word", async () => {
    const { page } = await opened(running({ status: "constructor", statusLabel: "constructor" }));
    assert.equal(await page.locator(".pill").innerText(), "constructor");
  });

  it("asks for the output once it is seen, and shows it as a tree", async () => {
    const host = await open({ texts: { output: '{"total": 12345678901234567890, "holder": "Ines"}' } });
    await host.show(completed());
    const tree = host.page.getByRole("tree", { name: "Output" });
    await tree.getByText("12345678901234567890").waitFor();
    const asked = async (): Promise<number> => (await host.sentOf("wantText")).filter(({ part }) => part === "output").length;
    assert.equal(await asked(), 1);
    await host.show(completed({ output: { version: 2, characters: 9 } }));
    assert.equal(await asked(), 2);
  });

  it("asks for no text of a folded section", async () => {
    const host = await open({ texts: {} });
    await host.show(completed(), { memory: { ...plainMemory, folded: ["output", "input", "raw"] } });
    await host.page.getByRole("button", { name: "Input" }).waitFor();
    await host.looked();
    assert.deepEqual(await host.sentOf("wantText"), []);
  });

  it("opens and saves the output as a document", async () => {
    const { page, host } = await shown(completed());
    await page.getByRole("button", { name: "Open the output as a document" }).click();
    await page.getByRole("button", { name: "Save the output" }).click();
    await page.getByRole("button", { name: "Compare with..." }).click();
    assert.deepEqual(await host.wishes(), [
      { type: "openDocument", document: "output.json" },
      { type: "saveDocument", document: "output.json" },
      { type: "act", action: "compare" },
    ]);
  });

  it("says how much is against the output schema, and lists it at the tree", async () => {
    const list = [{ pointer: "/account/number", message: "must be a number" }];
    const { page } = await opened(completed({ outputCheck: { kind: "violations", list, more: 2 } }), { output: '{"account":{"number":"4411"}}' });
    await page.getByText("3 places are not as the task's output schema wants it; the first 1 are marked.").waitFor();
    await page.getByRole("region", { name: "Output" }).getByText("/account/number: must be a number").waitFor();
  });

  it("names input that is kept in the vault, without a value", async () => {
    const { page } = await opened(running({ tokenized: ["account_number", "pin"] }));
    assert.match(await page.getByRole("region", { name: "Input" }).innerText(), /Kept in Deck's vault, and shown to nobody:\s+account_number\s+pin/);
  });

  it("remembers for the person which sections are folded", async () => {
    const { page, host } = await shown(completed());
    await page.getByRole("button", { name: "Time line", exact: true }).click();
    assert.equal(await page.getByRole("list", { name: "Events" }).count(), 0);
    assert.deepEqual(await host.wishes(), [{ type: "remember", memory: { ...plainMemory, folded: ["timeline"] } }]);
  });

  it("shows errors with what they mean, what helps and whether a retry can", async () => {
    const { page } = await opened(failed());
    const cards = await page.getByRole("region", { name: "Errors" }).getByRole("listitem").allInnerTexts();
    assert.deepEqual(cards.map(text => text.split(/\s*\n\s*/).join(" ")), [
      "The website stopped the agent with its protection against robots. The website's protection against robots stopped the agent. That differs from run to run. Run it again, perhaps at another time of day. Type source Code blocked Counts as Source error Retry may help See the screenshot at which it happened",
      "`since` is required and cannot be empty. A required field of the input is empty. Run it again with that field filled in. Type request Code input_missing Field since Counts as Request error Retry does not help",
    ]);
  });

  it("leads from each error to the screenshot at which it happened", async () => {
    const errors = [2, 6].map(frame => ({ ...advised("task", "timeout", `After ${frame}`), frame }));
    const { page } = await opened(failed({ frames: frames(9), errors }));
    for (const [at, place] of ["3 of 9", "7 of 9"].entries()) {
      await page.getByRole("button", { name: "See the screenshot" }).nth(at).click();
      await page.locator(".place", { hasText: place }).first().waitFor();
    }
  });

  it("says whose the run is where another profile is current, and offers to go there", async () => {
    for (const state of [{ ...missing, owner: "Harborview", why: "This run belongs to Harborview, and this window is at another profile." }, { ...completed(), owner: "Harborview" }]) {
      const { page, host } = await shown(state);
      await page.getByRole("main").getByText("This run belongs to Harborview").waitFor();
      await page.getByRole("button", { name: "Switch to Harborview" }).click();
      assert.deepEqual(await host.wishes(), [{ type: "act", action: "switchProfile" }]);
    }
  });

  it("can be kept while it is a preview", async () => {
    const { page, host } = await shown(completed());
    assert.equal(await page.getByRole("button", { name: "Keep open" }).count(), 0);
    await host.show(completed(), { isPreview: true });
    await page.getByRole("button", { name: "Keep open" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "act", action: "keepOpen" }]);
  });

  it("leads from an id to what it names", async () => {
    const { page, host } = await shown(completed());
    await page.getByRole("button", { name: "Show runs of this agent" }).click();
    await page.getByRole("button", { name: "Show the answer to this request" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "follow", fact: "agent" }]);
  });

  it("carries out what is possible and says why the rest is not", async () => {
    const { page, host } = await shown(running());
    const asked = page.getByRole("button", { name: "Answer..." });
    assert.equal(await asked.getAttribute("aria-description"), "The run asks nothing now.");
    assert.equal(await asked.getAttribute("title"), "The run asks nothing now.");
    await asked.click({ force: true });
    assert.equal(await page.locator("[aria-live]").first().textContent(), "The run asks nothing now.");
    // Also to who sees no tooltip: the reason stands under what has the focus.
    assert.match(await page.evaluate("getComputedStyle(document.activeElement, '::after').content"), /^"The run asks nothing now\."/);
    await page.getByRole("button", { name: "Cancel Run" }).click();
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("button", { name: "Copy run id" }).click();
    const actions = (await host.wishes()).map(message => (message.type === "act" ? message.action : message.type));
    assert.deepEqual(actions, ["cancel", "refresh", "copyId"]);
  });

  const reasons: [state: RunPageState, words: string][] = [
    [running({ frames: [] }), "No screenshots yet: the agent takes one about every five seconds."],
    [running({ status: "queued", output: undefined }), "No output yet: the run waits for its turn."],
    [failed({ errors: [] }), "The service gave no reason for this failure."],
    [completed({ files: [] }), "No files: this run stored none."],
    [loading, "Loading the run…"],
    [missing, "The service has no run with this id."],
    [{ ...running(), problem: "The service cannot be reached." }, "The service cannot be reached."],
    [running({ rest: "lost", output: undefined, raw: undefined }), "This could not be read."],
  ];
  for (const [state, words] of reasons) {
    it(`says "${words}"`, async () => {
      const { page } = await opened(state);
      await page.getByRole("main").getByText(words).first().waitFor();
    });
  }

  it("offers another key where the key is refused", async () => {
    for (const state of [{ ...missing, isRefused: true }, { ...completed(), problem: "Deck refused the API key.", isRefused: true }]) {
      const { page, host } = await shown(state);
      await page.getByRole("button", { name: "Use Another API Key" }).click();
      assert.deepEqual(await host.wishes(), [{ type: "act", action: "useKey" }]);
    }
  });

  it("offers to look again for a run that is missing", async () => {
    const { page, host } = await shown(missing);
    await page.getByRole("button", { name: "Look again" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "act", action: "refresh" }]);
  });

  it("shows markup in data as the text that it is", async () => {
    const bad = `<img src=x onerror="document.title='broken'"><b>\u202Egnp.exe</b>`;
    const { page } = await opened(
      waiting({
        taskName: bad,
        statusLabel: bad,
        result: bad,
        facts: [{ name: "agent", label: bad, value: bad, copy: bad, lead: bad }],
        question: { type: bad, message: bad, prompts: [{ name: bad, label: bad, isSecret: false, isRequired: true, choices: [{ value: bad, label: bad }] }], round: 1, phase: "open" },
        errors: [{ ...advised(bad, bad, bad), field: bad }],
        output: { version: 1, characters: 9 },
        outputCheck: { kind: "violations", list: [{ pointer: bad, message: bad }], more: 0 },
        tokenized: [bad],
        frames: frames(1).map(frame => ({ ...frame, reasoning: bad })),
        files: [{ id: bad, name: `../../${bad}`, type: bad, bytes: 1, purpose: bad }],
      }),
      { output: JSON.stringify({ [bad]: bad }), input: bad, raw: bad },
    );
    assert.equal(await page.locator("h1").textContent(), bad);
    assert.equal(await page.locator("b").count(), 0);
    assert.equal(await page.locator("img[onerror]").count(), 0);
    assert.equal(await page.title(), "Run");
  });

  async function shown(state: RunPageState, texts: Readonly<Record<string, string>> = {}) {
    const host = await open({ texts });
    await host.show(state);
    return { host, page: host.page };
  }

  async function opened(state: RunPageState, texts?: Readonly<Record<string, string>>): Promise<Awaited<ReturnType<typeof open>>> {
    return (await shown(state, texts)).host;
  }
});
