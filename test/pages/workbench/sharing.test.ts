import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startLocalDeck, type LocalDeck } from "../../../src/local/localDeck.ts";
import { countingProxy, type CountingProxy } from "../../support/countingProxy.ts";
import { root } from "../../support/paths.ts";
import { temporaryFolder, type TemporaryFolder } from "../../support/process/temporaryFolder.ts";
import { openDeckView, quickInput, runCommand, treeItem } from "../../support/workbench/actions.ts";
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

  before(async () => {
    data = await temporaryFolder("deck");
    deck = await startLocalDeck({ data: data.path, key, demo: true, assets: join(root, "media/demo") });
    proxy = await countingProxy(deck.url);
    first = await openWorkbench({ settings: { "deck.api.baseUrl": proxy.url } });
    await openDeckView(first.page);
    await runCommand(first.page, "Deck: Use a Deck API Key...");
    const input = quickInput(first.page).locator("input.input");
    await input.fill(key);
    await input.press("Enter");
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

  async function post(path: string, body: object = {}): Promise<string> {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const answer = await fetch(`${deck.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, await answer.clone().text());
    const { id }: { id: string } = JSON.parse(await answer.text());
    return id;
  }

  async function startElsewhere(): Promise<RegExp> {
    const agent = await post("/agents", { name: "Tester" });
    const task = await post("/tasks", { name: "Started elsewhere", agent_id: agent });
    return new RegExp(`id ending in ${(await post(`/tasks/${task}/run`)).slice(-4)}`);
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

  it("have somebody who asks within 15 seconds after the one that asked was killed", async () => {
    process.kill(firstHost, "SIGKILL");
    const killedAt = Date.now();
    await first.page.close();
    const run = await startElsewhere();
    await treeItem(second, run).first().waitFor({ timeout: 60_000 });
    const next = proxy.asked.find(({ at, what }) => at > killedAt && what.startsWith("GET /v2/task-runs"));
    assert.ok(next);
    console.log(`      taken over after ${((next.at - killedAt) / 1000).toFixed(1)} s`);
  });

  /** The host of the window that called in last. */
  async function otherHost(): Promise<number> {
    const pid = await first.inHost(() => process.pid);
    assert.notEqual(pid, firstHost);
    return pid;
  }
});
