import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type LocalDeck, startLocalDeck } from "../../../src/local/localDeck.ts";
import { eventually } from "../../host/support/eventually.ts";
import { type CountingProxy, countingProxy } from "../../support/countingProxy.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { enterKey, openDeckView, panelContent, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";
import { type DeckWindow, openDeckWindow } from "./deckWindow.ts";

const ask = { step: "ask", type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };
const done = { step: "complete", result: "success" };

describe("runs that wait for a person, in real windows", function () {
  this.timeout(120_000);
  let window: DeckWindow;
  before(async () => {
    window = await openDeckWindow();
    await treeItem(window.page, /^Running, /).first().waitFor();
  });
  after(() => window.close());

  const task = async (name: string, steps: readonly object[]): Promise<string> => {
    const agent = await window.callLocalDeck("POST", "/v2/agents", { name: "Tester" });
    const { id } = await window.callLocalDeck("POST", "/v2/tasks", { name, agent_id: agent["id"] });
    await window.callLocalDeck("PUT", `/control/tasks/${String(id)}/scenario`, { name, steps });
    return String(id);
  };
  const run = async (name: string, steps: readonly object[]): Promise<string> => String((await window.callLocalDeck("POST", `/v2/tasks/${await task(name, steps)}/run`))["id"]);
  const line = (page: Page, name: string) => treeItem(page, new RegExp(`^${name}, `)).first();

  /** What was so when the window came is told by nobody: from here on it is news. */
  const newsAreTold = (): Promise<void> =>
    eventually(async () => {
      const name = `Asks ${crypto.randomUUID().slice(0, 4)}`;
      await run(name, [ask]);
      await window.page.locator(".notification-toast").filter({ hasText: name }).waitFor({ timeout: 4_000 });
    }, 30_000);

  it("are rejected from the panel, with the note that was typed", async () => {
    const { page } = window;
    const id = await run("Pay the bill", [{ step: "review" }, done]);
    await line(page, "Pay the bill").click();
    const panel = panelContent(page);
    await panel.getByLabel("Note (optional)").fill("The wrong account was paid.");
    await panel.getByRole("button", { name: "Reject" }).click();
    await panel.getByText("The wrong account was paid.").first().waitFor();
    const { status, errors } = await window.callLocalDeck("GET", `/v2/task-runs/${id}`);
    assert.equal(status, "failed");
    assert.match(JSON.stringify(errors), /The wrong account was paid\./);
  });

  it("are answered once where two windows answer at a time, and the slower one says so", async () => {
    const first = window.page;
    const id = await run("Sign in", [ask, { ...done, output: "{{answers.code}}" }]);
    const second = await first.context().newPage();
    await second.goto(window.url);
    await openDeckView(second);
    for (const page of [first, second]) {
      await line(page, "Sign in").click();
      await panelContent(page).getByRole("textbox", { name: "Code" }).fill(page === first ? "111111" : "222222");
    }
    // The first answer is on its way until the second was given: nearly as long as a window waits for one.
    await window.callLocalDeck("POST", "/control/faults", { method: "POST", path: "/v2/task-runs/*/interaction", delay_ms: 28_000 });
    await panelContent(first).getByRole("button", { name: "Send Answer" }).click();
    await eventually(async () => assert.deepEqual((await window.callLocalDeck("GET", "/control/faults"))["data"], []));
    await panelContent(second).getByRole("button", { name: "Send Answer" }).click();
    await panelContent(second).getByText("Completed", { exact: true }).first().waitFor();
    await window.callLocalDeck("POST", "/control/clock", { advance_ms: 28_000 });
    await panelContent(first).getByRole("main").getByText("The question was answered elsewhere.").waitFor();
    for (const page of [first, second]) await panelContent(page).getByText("Completed", { exact: true }).first().waitFor();
    assert.equal((await window.callLocalDeck("GET", `/v2/task-runs/${id}`))["output"], "222222");
    await second.close();
  });

  it("are still known as begun here after a reload: their progress is shown, and their failure told", async () => {
    await task("Slow one", [{ step: "wait", ms: 600_000 }, { step: "fail", type: "source", code: "blocked", message: "The site stopped the run." }]);
    await runCommand(window.page, "Deck: Run Task...");
    for (const text of ["Slow one", "No account needed"]) await quickInput(window.page).getByRole("option", { name: text }).first().click();
    const progress = window.page.locator(".notification-toast").filter({ hasText: /Slow one: running/ });
    await progress.waitFor();
    await window.reload();
    await openDeckView(window.page);
    await progress.waitFor();
    await newsAreTold();
    await window.callLocalDeck("POST", "/control/clock", { advance_ms: 600_000 });
    await window.page.locator(".notification-toast").filter({ hasText: '"Slow one" has failed: The site stopped the run.' }).waitFor();
    await progress.waitFor({ state: "detached" });
  });
});

describe("a review at a server that takes no decisions", function () {
  this.timeout(90_000);
  const key = "sk_live_of_reviews";
  let data: TemporaryFolder;
  let deck: LocalDeck;
  let proxy: CountingProxy;
  let window: Workbench;
  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck({ data: data.path, key });
    proxy = await countingProxy(deck.url, { "/v2/test": { status: "ok" } });
    const profile = { id: "acme", name: "Acme", baseUrl: proxy.url, consoleUrl: "https://console.acme.test/runs" };
    window = await openWorkbench({ settings: { "deck.profiles": [profile] } });
  });
  after(async () => {
    await window.close();
    await proxy.close();
    await deck.close();
    await data.close();
  });

  const call = async (path: string, body: object = {}, method: "POST" | "PUT" = "POST"): Promise<string> => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(new URL(path, deck.url), { method, headers, body: JSON.stringify(body) });
    const { id }: { id: string } = JSON.parse((await answer.text()) || "{}");
    return id;
  };

  it("leads to the Console of the profile, and follows what is decided there", async () => {
    const { page } = window;
    const task = await call("/v2/tasks", { name: "Checked", agent_id: await call("/v2/agents", { name: "Tester" }) });
    await call(`/control/tasks/${task}/scenario`, { name: "Checked", steps: [{ step: "review" }, done] }, "PUT");
    const run = await call(`/v2/tasks/${task}/run`);
    await openDeckView(page);
    await window.inHost(async vscode => void vscode.commands.executeCommand("deck.profile.switch", { profile: "acme" }));
    await enterKey(page, key);
    await treeItem(page, /^Checked, /).first().click();
    await panelContent(page).getByRole("button", { name: "Review in the Console" }).click();
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("https://console.acme.test/runs").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await call(`/control/task-runs/${run}/approve`);
    await panelContent(page).getByText("Completed", { exact: true }).first().waitFor();
  });
});
