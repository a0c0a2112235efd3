import { join } from "node:path";
import { type LocalDeck, startLocalDeck } from "../../../src/local/localDeck.ts";
import { root } from "../../support/paths.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";
import { enterKey, openDeckView, runCommand } from "../../support/workbench/actions.ts";
import { openWorkbench, type Workbench } from "../../support/workbench/openWorkbench.ts";

/** A server of the test's own that stands in for a remote one, and a window with the Deck view in sight. */
export interface ServerWindow {
  readonly window: Workbench;
  readonly key: string;
  /** With its version. */
  readonly url: string;
  /** As another program calls it: a path such as `/v2/task-runs`, the body of the answer back. */
  call(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  /** At the box that asks for a key, once it is there. */
  enterKey(key?: string): Promise<void>;
  /** By the command, at the profile that the window comes with. */
  signIn(): Promise<void>;
  stop(): Promise<void>;
  /** At the same address, with the same data. */
  startAnew(key?: string): Promise<void>;
  close(): Promise<void>;
}

export interface ServerWindowOptions {
  readonly key: string;
  /** What the window is told of the server; by itself its only address. */
  readonly settings?: (url: string) => Readonly<Record<string, unknown>>;
  readonly demo?: boolean;
}

export async function openServerWindow({ key, settings = addressOnly, demo = false }: ServerWindowOptions): Promise<ServerWindow> {
  const data = await temporaryFolder("deck");
  const assets = join(root, "media/demo");
  const start = (more: { port?: number; key?: string } = {}): Promise<LocalDeck> => startLocalDeck({ data: data.path, key, demo, assets, ...more });
  let deck = await start();
  const { url } = deck;
  const window = await openWorkbench({ settings: settings(url) });
  await openDeckView(window.page);
  const enter = (text = key): Promise<void> => enterKey(window.page, text);
  return {
    window,
    key,
    url,
    call: (method, path, body) => call({ url, key: deck.key }, { method, path, body }),
    enterKey: enter,
    async signIn() {
      await runCommand(window.page, "Deck: Use a Deck API Key...");
      await enter();
    },
    stop: () => deck.close(),
    async startAnew(other = key) {
      deck = await start({ key: other, port: Number(new URL(url).port) });
    },
    async close() {
      await window.close();
      await deck.close();
      await data.close();
    },
  };
}

function addressOnly(url: string): Readonly<Record<string, unknown>> {
  return { "deck.api.baseUrl": url };
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
}

async function call({ url, key }: Pick<LocalDeck, "url" | "key">, { method, path, body }: Call): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await fetch(new URL(path, url), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : {};
}
