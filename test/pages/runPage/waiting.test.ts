import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { RunPageState } from "../../../src/protocol/runPage.ts";
import { root } from "../../support/paths.ts";
import { frames, reviewing, running, waiting } from "./sampleRuns.ts";
import { withRunPage } from "./withRunPage.ts";

describe("The run page where a person is waited for", function () {
  this.timeout(60_000);
  const { open } = withRunPage();

  it("puts the question first, and sends what is typed once", async () => {
    const { page, host } = await shown(waiting());
    const card = page.getByRole("region", { name: "Waiting for your answer" });
    assert.equal(await page.getByRole("region").first().getAttribute("aria-labelledby"), "question-title");
    await card.getByLabel("Verification code").fill("123456");
    await card.getByRole("button", { name: "Send Answer" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "answer", given: [["code", "123456"]] }]);
  });

  it("says that it waits for the agent, and keeps nothing typed when it is asked again", async () => {
    const { page, host } = await shown(waiting());
    const { question } = waiting().run;
    assert.ok(question);
    await page.getByLabel("Verification code").fill("123456");
    await host.show(waiting({ question: { ...question, phase: "sent" } }));
    await page.getByText("Sent. Waiting for the agent…").waitFor();
    assert.equal(await page.getByLabel("Verification code").count(), 0);
    await host.show(waiting({ question: { ...question, phase: "refused", round: 2 } }));
    await page.getByText("The answer before was refused.").waitFor();
    assert.equal(await page.getByLabel("Verification code").inputValue(), "");
  });

  it("goes on waiting for the agent where the run goes on at once", async () => {
    const { page } = await shown(running({ question: { type: "unknown", message: "", prompts: [], round: 1, phase: "sent" } }));
    await page.getByRole("region", { name: "Your answer" }).getByText("Sent. Waiting for the agent…").waitFor();
  });

  it("says in its place why what was asked is not asked any more", async () => {
    const { page, host } = await shown(waiting());
    await page.getByLabel("Verification code").fill("123456");
    await host.show(running({ pastQuestion: "The question was answered elsewhere." }));
    await page.getByRole("main").getByText("The question was answered elsewhere.").waitFor();
    await page.getByRole("status").getByText("The run is now: Running. The question was answered elsewhere.").waitFor({ state: "attached" });
    assert.equal(await page.getByLabel("Verification code").count(), 0);
  });

  it("is kept open for what is being typed", async () => {
    const { page, host } = await shown(waiting());
    await host.show(waiting(), { isPreview: true });
    await page.getByLabel("Verification code").fill("1");
    assert.deepEqual(await host.wishes(), [{ type: "act", action: "keepOpen" }]);
  });

  it("keeps what is being typed while the page is updated", async () => {
    const { page, host } = await shown(waiting());
    await page.getByLabel("Verification code").fill("123");
    await host.show(waiting({ frames: frames(8) }));
    assert.equal(await page.getByLabel("Verification code").inputValue(), "123");
  });

  it("takes a code from the clipboard without its blanks", async () => {
    const { page, host } = await shown(waiting());
    await page.getByRole("button", { name: "Paste Code" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "pasteCode" }]);
    await host.tell({ type: "code", text: "123 456" });
    assert.equal(await page.getByLabel("Verification code").inputValue(), "123456");
  });

  it("offers the options that were sent, and hides what is a secret", async () => {
    const choices = [{ value: "a1", label: "Checking" }, { value: "a2", label: "Savings" }];
    const prompts = [
      { name: "account_id", label: "Account", isSecret: false, isRequired: true, choices },
      { name: "__proto__", label: "First pet", isSecret: true, isRequired: true },
    ];
    const { page, host } = await shown(waiting({ question: { type: "account_selection", message: "Which?", prompts, round: 1, phase: "open" } }));
    await page.getByLabel("Savings").check();
    assert.equal(await page.getByLabel("First pet").getAttribute("type"), "password");
    await page.getByLabel("First pet").fill("Rex");
    await page.getByRole("button", { name: "Send Answer" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "answer", given: [["account_id", "a2"], ["__proto__", "Rex"]] }]);
  });

  it("sends to the Console for what the service does not say", async () => {
    const { page, host } = await shown(waiting({ question: { type: "unknown", message: "The service does not say.", prompts: [], round: 1, phase: "open" } }));
    assert.equal(await page.getByRole("button", { name: "Send Answer" }).count(), 0);
    await page.getByRole("button", { name: "Open the Console" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "openConsole" }]);
  });

  it("takes the decision on a review, with a note, where the server takes one", async () => {
    const { page, host } = await shown(reviewing());
    const card = page.getByRole("region", { name: "Waiting for a review" });
    await card.getByLabel("Note").fill("Wrong account.");
    await card.getByRole("button", { name: "Reject" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "decide", decision: "reject", note: "Wrong account." }]);
  });

  it("keeps the note to a review while its tab is hidden, until it is decided", async () => {
    const { page, host } = await shown(reviewing());
    const note = page.getByRole("textbox", { name: "Note" });
    await note.fill("Wrong account.");
    await page.reload();
    await host.show(reviewing());
    assert.equal(await note.inputValue(), "Wrong account.");
    await host.show(reviewing({ frames: frames(2) }));
    assert.equal(await note.inputValue(), "Wrong account.");
    await host.show(running());
    await host.show(reviewing());
    assert.equal(await note.inputValue(), "");
  });

  it("keeps nothing of an answer while its tab is hidden", async () => {
    const { page, host } = await shown(waiting());
    await page.getByLabel("Verification code").fill("123456");
    await page.reload();
    await host.show(waiting());
    assert.equal(await page.getByLabel("Verification code").inputValue(), "");
    assert.ok(!JSON.stringify(await host.kept()).includes("123456"));
  });

  it("puts a review first, with the newest screenshot beside it", async () => {
    const { page, host } = await shown(reviewing({ frames: frames(3) }));
    assert.equal(await page.getByRole("region").first().getAttribute("aria-labelledby"), "review-title");
    await host.until("document.querySelector('.screenshots')");
    await host.showPicture(2, await readFile(join(root, "media/demo/login.webp")));
    await page.getByRole("region", { name: "Waiting for a review" }).getByRole("img", { name: /^The newest screenshot/ }).waitFor();
  });

  it("sends to the Console for a review elsewhere", async () => {
    const { page, host } = await shown(reviewing({ review: { canDecide: false, isSending: false } }));
    await page.getByRole("button", { name: "Review in the Console" }).click();
    assert.deepEqual(await host.wishes(), [{ type: "openConsole" }]);
  });

  async function shown(state: RunPageState, texts: Readonly<Record<string, string>> = {}) {
    const host = await open({ texts });
    await host.show(state);
    return { host, page: host.page };
  }
});
