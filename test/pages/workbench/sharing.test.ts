import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { countingProxy, type CountingProxy } from "../../support/countingProxy.ts";
import { root } from "../../support/paths.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { enterKey, openDeckView, panelContent, runCommand, treeItem } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";
import { eventually } from "../../host/support/eventually.ts";

describe("two windows on one profile", function () {
  this.timeout(120_000);
  const key = "sk_live_first";
  let data: TemporaryFolder;
  let deck: LocalDeck;
  let proxy: CountingProxy;
  let first: Workbench;
  let second: Page;
  let firstHost: number;
  let toldBefore: string[];

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck({ data: data.path, key, demo: true, assets: join(root, "media/demo") });
    proxy = await countingProxy(deck.url);
    first = await openWorkbench({ settings: { "deck.api.baseUrl": proxy.url } });
    await openDeckView(first.page);
    await runCommand(first.page, "Deck: Use a Deck API Key...");
    await enterKey(first.page, key);
    await treeItem(first.page, /^Running, /).first().waitFor();
    firstHost = await first.inHost(() => process.pid);
  });
  after(async () => {
    await first.close();
    await proxy.close();
    await deck.close();
    await data.close();
  });

  const lists = (): string[] => proxy.asked.map(({ what }) => what).filter(what => what.startsWith("GET /v2/task-runs"));
  const firstLoads = (): number => lists().filter(what => /status(%5B%5D)?=completed/.test(what)).length;

  async function send(method: string, url: string, body: object = {}): Promise<string> {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, await answer.clone().text());
    const { id }: { id: string } = JSON.parse(await answer.text());
    return id;
  }

  /** A run that goes on for an hour, by its line in the tree. */
  async function startElsewhere(): Promise<RegExp> {
    const agent = await send("POST", `${deck.url}/agents`, { name: "Tester" });
    const task = await send("POST", `${deck.url}/tasks`, { name: "Started elsewhere", agent_id: agent });
    const scenario = { name: "Long", steps: [{ step: "wait", ms: 3_600_000 }] };
    await send("PUT", `${deck.url.replace("/v2", "/control")}/tasks/${task}/scenario`, scenario);
    return new RegExp(`id ending in ${(await send("POST", `${deck.url}/tasks/${task}/run`)).slice(-4)}`);
  }

  /** Where the server sends its events. */
  async function destinations(): Promise<string[]> {
    const answer = await fetch(`${deck.url}/event-destinations`, { headers: { authorization: `Bearer ${key}` } });
    const { data }: { data: { webhook: { url: string } }[] } = JSON.parse(await answer.text());
    return data.map(({ webhook }) => webhook.url);
  }

  it("ask for their first runs once", async () => {
    await eventually(() => assert.ok(firstLoads() > 0, lists().join("\n")));
    const before = firstLoads();
    second = await first.page.context().newPage();
    await second.goto(first.url);
    await second.locator(".monaco-workbench .statusbar").waitFor();
    await openDeckView(second);
    await treeItem(second, /^Running, /).first().waitFor();
    assert.notEqual(await eventually(() => otherHost()), firstHost);
    assert.equal(firstLoads(), before);
  });

  it("both show what one of them asks for", async () => {
    const run = await startElsewhere();
    await Promise.all([first.page, second].map(page => treeItem(page, run).first().waitFor()));
  });

  it("are told of changes by way of one of them", async () => {
    await eventually(async () => assert.equal((await destinations()).length, 1));
  });

  it("both show what a person answers and cancels in the one that does not ask", async () => {
    const waiting = /^Download latest bill, Interaction required/;
    await treeItem(second, waiting).first().click();
    const panel = panelContent(second);
    await panel.getByRole("textbox", { name: "Verification code" }).fill("123456");
    await panel.getByRole("button", { name: "Send Answer" }).click();
    await Promise.all([first.page, second].map(page => treeItem(page, waiting).first().waitFor({ state: "detached" })));

    const active = new RegExp(`(Queued|Running), .*${(await startElsewhere()).source}`);
    await treeItem(first.page, active).first().waitFor();
    await treeItem(second, active).first().click();
    await panelContent(second).getByRole("button", { name: "Cancel Run" }).click();
    await second.locator(".monaco-dialog-box").getByRole("button", { name: "Cancel Run" }).click();
    await Promise.all([first.page, second].map(page => treeItem(page, active).first().waitFor({ state: "detached" })));
  });

  it("have somebody who asks within 15 seconds after the one that asked was killed", async () => {
    toldBefore = await destinations();
    process.kill(firstHost, "SIGKILL");
    const killedAt = Date.now();
    await first.page.close();
    const run = await startElsewhere();
    await treeItem(second, run).first().waitFor({ timeout: 60_000 });
    const next = proxy.asked.find(({ at, what }) => at > killedAt && what.startsWith("GET /v2/task-runs"));
    assert.ok(next);
    console.log(`      taken over after ${((next.at - killedAt) / 1000).toFixed(1)} s`);
  });

  it("have the one that asks then told of changes, and what the dead one left is taken away", async () => {
    const told = await eventually(async () => {
      const now = await destinations();
      assert.equal(now.length, 1);
      assert.notDeepEqual(now, toldBefore);
      return now;
    }, 60_000);
    assert.equal((await fetch(told[0] ?? "")).status, 204);
  });

  it("leave nothing behind at the server when the last one is closed", async () => {
    await second.close({ runBeforeUnload: true });
    await eventually(async () => assert.deepEqual(await destinations(), []), 60_000);
  });

  /** The host of the window that called in last. */
  async function otherHost(): Promise<number> {
    const pid = await first.inHost(() => process.pid);
    assert.notEqual(pid, firstHost);
    return pid;
  }
});
