import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "../base/clock.ts";
import type { Clock } from "../base/clock.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Agent, Job } from "./agents/agent.ts";
import { Assets } from "./agents/assets.ts";
import { agentFor } from "./agents/agentFor.ts";
import { chosenScenario } from "./chosenScenario.ts";
import type { SeedParts } from "./demo/runHistory.ts";
import { Engine } from "./engine/engine.ts";
import type { EngineLimits, SessionOverflow } from "./engine/limits.ts";
import { Courier } from "./events/courier.ts";
import { Retention } from "./events/retention.ts";
import { LocalDeckError } from "./failure.ts";
import { readHolder } from "./holder.ts";
import { newKey } from "./ids.ts";
import { ScenarioFolder } from "./scenarioFolder.ts";
import { keepScenarioTasks } from "./scenarioTasks.ts";
import type { Deck } from "./server/deck.ts";
import { Faults } from "./server/faults.ts";
import { UrlSigner } from "./server/urlSigner.ts";
import { SteeredClock } from "./steeredClock.ts";
import { Blobs } from "./store/blobs.ts";
import { openDatabase } from "./store/database.ts";
import {
  filesFolder,
  inspectFolder,
  keepSecret,
  keyFile,
  makeFolder,
  secretFile,
  storeFile,
  textOf,
  writePrivate,
} from "./store/dataFolder.ts";
import { Store } from "./store/store.ts";
import { Vault } from "./store/vault.ts";

export interface DeckOptions {
  /** The data folder; made where it is missing. */
  readonly data: string;
  /** In place of the one that the data folder keeps. */
  readonly key?: string;
  /** Fills an empty data folder with demo content. */
  readonly demo?: boolean;
  /** The folder of pictures and files that scenarios name. */
  readonly assets?: string;
  readonly clock?: Clock;
  /** How many times faster than that clock the time goes; 1 where absent. */
  readonly speed?: number;
  /** The folder of scenarios and of the files that they name; watched for changes. */
  readonly scenarios?: string;
  /** The time of those who receive events, where `clock` goes its own way. */
  readonly wallClock?: Clock;
  readonly limits?: Partial<EngineLimits>;
  /** What becomes of a run that needs one session more than `limits.maxSessions`; `refuse`, as documented, where absent. */
  readonly sessionOverflow?: SessionOverflow;
  /** Agents of one's own: asked before a run starts or goes on; the built-in ones do what it leaves out. */
  readonly agents?: (job: Job) => Agent | undefined;
  readonly log?: (message: string) => void;
}

/** Everything but the socket. Runs move once `resume` is called, and stay where they are after `close`. */
export interface OpenDeck {
  readonly deck: Deck;
  resume(): void;
  close(): void;
}

/** Fails with a `LocalDeckError`; a folder that is not ours is left untouched then. */
export async function openDeck(options: DeckOptions): Promise<OpenDeck> {
  // First of all: merely to open and close a file that this process has locked would give up the lock.
  await refuseHeld(options.data);
  inspectFolder(options.data);
  makeFolder(options.data);
  const { store, vault, secret } = await openStore(options.data);
  try {
    const assets = new Assets(options.scenarios, options.assets);
    const deck = makeDeck(options, { store, vault, secret }, assets);
    const afterResume = options.demo && store.isEmpty() ? await fill({ store, clock: deck.clock, assets }) : undefined;
    const lifetime = new Lifetime();
    if (deck.scenarios) lifetime.own(deck.scenarios);
    if (deck.scenarios) lifetime.own(await keepScenarioTasks(deck, deck.scenarios));
    const retention = lifetime.own(new Retention(store, deck.clock));
    const courier = lifetime.own(new Courier({ wallClock: systemClock, ...options, ...deck }));
    return {
      deck,
      resume() {
        retention.start();
        courier.start();
        deck.engine.resume();
        afterResume?.(deck.engine);
      },
      close() {
        deck.engine.close();
        lifetime.dispose();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

function makeDeck(options: DeckOptions, { store, vault, secret }: Opened, assets: Assets): Deck {
  const { data, log = () => undefined, limits } = options;
  const clock = clockOf(options, store);
  if (options.key !== undefined) writePrivate(join(data, keyFile), `${options.key}\n`);
  const key = keepSecret(join(data, keyFile), newKey);
  const scenarios = options.scenarios === undefined ? undefined : new ScenarioFolder(options.scenarios, log);
  const engine = new Engine({
    store,
    vault,
    clock,
    log,
    agentFor: agentFor(assets, options.agents),
    scenarioFor: task => chosenScenario(task, scenarios),
    ...(limits && { limits }),
    ...(options.sessionOverflow && { sessionOverflow: options.sessionOverflow }),
  });
  return { store, engine, vault, clock, key, log, scenarios, faults: new Faults(clock), signer: new UrlSigner(secret, clock) };
}

/** Another secret in its place would open nothing of what is sealed, and hide that it is gone. */
function refuseLostSecret(path: string, database: DatabaseSync): void {
  // Whatever was ever written has left its number there.
  const written = database.prepare("SELECT 1 FROM sqlite_sequence LIMIT 1").get();
  if (textOf(path)?.trim() || !written) return;
  throw new LocalDeckError(
    "damaged",
    `The file ${path} is missing or empty, and without it the store beside it cannot be used, so nothing was changed; ` +
      "put that file back, choose another folder, or move this one away to begin anew.",
  );
}

/** It begins where the store ends, should it have been ahead: what is new is never older than what was there. */
function clockOf({ clock = systemClock, speed = 1 }: DeckOptions, store: Store): SteeredClock {
  const last = store.events.select("ORDER BY seq DESC LIMIT 1")[0];
  return new SteeredClock(clock, { speed, from: last?.created_at ?? 0 });
}

/** The content is loaded only by who wants it. */
async function fill(parts: SeedParts): Promise<(engine: Engine) => void> {
  const [{ seedDemo }, { demoContent }] = await Promise.all([import("./demo/seedDemo.ts"), import("./demo/demoContent.ts")]);
  return seedDemo(parts, demoContent);
}

interface Opened {
  readonly store: Store;
  readonly vault: Vault;
  readonly secret: string;
}

/** For who has just begun to hold the folder and does not answer yet, and for who ends and lets go in a moment. */
const patienceMs = 5_000;

async function openStore(data: string): Promise<Opened> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const database = openDatabase(join(data, storeFile));
    if (database !== "busy") return storeOf(database, data);
    await refuseHeld(data);
    await pause(150);
  }
  throw new LocalDeckError("held", heldBy(data, "a program that does not answer"));
}

function storeOf(database: DatabaseSync, data: string): Opened {
  try {
    const path = join(data, secretFile);
    refuseLostSecret(path, database);
    const secret = keepSecret(path, () => randomBytes(32).toString("base64url"));
    const vault = new Vault(secret);
    return { store: new Store(database, sweptBlobs(data), vault), vault, secret };
  } catch (error) {
    database.close();
    throw error;
  }
}

function sweptBlobs(data: string): Blobs {
  const blobs = new Blobs(join(data, filesFolder));
  blobs.sweep();
  return blobs;
}

async function refuseHeld(data: string): Promise<void> {
  const holder = await readHolder(data);
  if (holder) throw new LocalDeckError("held", heldBy(data, `the Local Deck at ${holder.url}`), { holder });
}

function heldBy(data: string, holder: string): string {
  return `The data folder ${data} is in use by ${holder}; use that one, end it, or choose another folder.`;
}
