import { randomUUID } from "node:crypto";
import { DeckClient } from "../api/deckClient.ts";
import { type Ledger, newLedger, Transport } from "../api/transport.ts";
import { systemClock } from "../base/clock.ts";
import { fetchFor, type Surroundings } from "./networkFetch.ts";
import { readEditorNetwork } from "./networkSettings.ts";
import { type Profile, scopeOf } from "./profile.ts";

/** What a client is told besides where it goes and with whose key. */
export interface ClientHelp {
  /** For what people should know of the network's safety. */
  readonly warn: (line: string) => void;
  /** `name:password` for the proxy of a profile. */
  readonly proxySignIn: (profileId: string) => Thenable<string | undefined>;
  /** Of the places that the window has been to: what was counted goes on when it comes back. */
  readonly ledgers?: Map<string, Ledger>;
}

/** A client for a profile: over the editor's network or over our own connections, whichever its settings ask for. */
export function clientFor(profile: Profile, key: string, log?: (line: string) => void, help?: ClientHelp): DeckClient {
  const fetch = fetchFor(profile, surroundingsOf(help));
  const transport = new Transport({ fetch, baseUrl: profile.baseUrl, key, clock: systemClock, random: Math.random, ledger: ledgerOf(profile, help?.ledgers), ...(log ? { log } : {}) });
  return new DeckClient(transport, randomUUID);
}

function ledgerOf(profile: Profile, ledgers: Map<string, Ledger> | undefined): Ledger {
  const scope = scopeOf(profile);
  const ledger = ledgers?.get(scope) ?? newLedger(systemClock);
  ledgers?.set(scope, ledger);
  return ledger;
}

export function surroundingsOf(help?: ClientHelp): Surroundings {
  return {
    settings: readEditorNetwork,
    environment: process.env,
    proxySignIn: async profileId => help?.proxySignIn(profileId),
    warn: line => help?.warn(line),
  };
}
