import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../base/clock.ts";
import type { Clock } from "../base/clock.ts";
import { Assets } from "./agents/assets.ts";
import { builtInScenario } from "./agents/builtInScenario.ts";
import { ScenarioAgent } from "./agents/scenarioAgent.ts";
import type { SeedParts } from "./demo/runHistory.ts";
import { Engine } from "./engine/engine.ts";
import type { EngineLimits } from "./engine/engine.ts";
import { LocalDeckError } from "./failure.ts";
import { readHolder } from "./holder.ts";
import { newKey } from "./ids.ts";
import { listen } from "./listen.ts";
import { createApp } from "./server/app.ts";
import type { Deck } from "./server/deck.ts";
import { UrlSigner } from "./server/urlSigner.ts";
import { Blobs } from "./store/blobs.ts";
import { openDatabase } from "./store/database.ts";
import {
  filesFolder,
  holderFile,
  inspectFolder,
  keepSecret,
  keyFile,
  makeFolder,
  secretFile,
  storeFile,
  writePrivate,
} from "./store/dataFolder.ts";
import { Store } from "./store/store.ts";

export interface LocalDeckOptions {
  /** The data folder; made where it is missing. */
  readonly data: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 where absent. */
  readonly host?: string;
  /** In place of the one that the data folder keeps. */
  readonly key?: string;
  /** Fills an empty data folder with demo content. */
  readonly demo?: boolean;
  /** The folder of pictures and files that scenarios name. */
  readonly assets?: string;
  readonly clock?: Clock;
  readonly limits?: Partial<EngineLimits>;
  readonly log?: (message: string) => void;
}

export interface LocalDeck {
  /** `http://127.0.0.1:PORT/v2` */
  readonly url: string;
  readonly key: string;
  /** Stops answering, leaves every run where it is, gives the data folder free. */
  close(): Promise<void>;
}

/** Fails with a `LocalDeckError`. */
export async function startLocalDeck(options: LocalDeckOptions): Promise<LocalDeck> {
  inspectFolder(options.data);
  makeFolder(options.data);
  const store = await openStore(options.data);
  try {
    return await serve(options, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function serve(options: LocalDeckOptions, store: Store): Promise<LocalDeck> {
  const { data, host = "127.0.0.1" } = options;
  const assets = new Assets(options.assets);
  const deck = makeDeck(options, store, assets);
  const afterResume = options.demo && store.isEmpty() ? await fill({ store, clock: deck.clock, assets }) : undefined;
  let ownPort: number | undefined;
  const server = await listen(createApp(deck, { port: () => ownPort }), host, options.port ?? 0);
  ownPort = server.port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${server.port}/v2`;
  writePrivate(join(data, holderFile), `${JSON.stringify({ pid: process.pid, url })}\n`);
  deck.engine.resume();
  afterResume?.(deck.engine);
  return {
    url,
    key: deck.key,
    async close() {
      deck.engine.close();
      await server.close();
      rmSync(join(data, holderFile), { force: true });
      store.close();
    },
  };
}

function makeDeck(options: LocalDeckOptions, store: Store, assets: Assets): Deck {
  const { data, clock = systemClock, log = () => undefined, limits } = options;
  if (options.key !== undefined) writePrivate(join(data, keyFile), `${options.key}\n`);
  const key = keepSecret(join(data, keyFile), newKey);
  const secret = keepSecret(join(data, secretFile), () => randomBytes(32).toString("base64url"));
  const agent = new ScenarioAgent(assets, builtInScenario);
  const engine = new Engine({ store, clock, log, agentFor: () => agent, ...(limits && { limits }) });
  return { store, engine, clock, key, log, signer: new UrlSigner(secret, clock) };
}

/** The content is loaded only by who wants it. */
async function fill(parts: SeedParts): Promise<(engine: Engine) => void> {
  const [{ seedDemo }, { demoContent }] = await Promise.all([import("./demo/seedDemo.ts"), import("./demo/demoContent.ts")]);
  return seedDemo(parts, demoContent);
}

async function openStore(data: string): Promise<Store> {
  // Whoever has just begun to hold the folder does not answer yet, and whoever ends lets go in a moment.
  for (let tries = 0; tries < 20; tries += 1) {
    const database = openDatabase(join(data, storeFile));
    if (database !== "busy") return new Store(database, new Blobs(join(data, filesFolder)));
    const holder = await readHolder(data);
    if (holder) throw new LocalDeckError("held", heldBy(data, holder.url), { holder });
    await pause(150);
  }
  throw new LocalDeckError("held", heldBy(data, "an address that does not answer"));
}

function heldBy(data: string, url: string): string {
  return `The data folder ${data} is in use by the Local Deck at ${url}; use that one, end it, or choose another folder.`;
}
