import { randomUUID } from "node:crypto";
import { DeckClient } from "../api/deckClient.ts";
import { Transport } from "../api/transport.ts";
import { systemClock } from "../base/clock.ts";
import { type Destination, fetchFor, type Surroundings } from "./networkFetch.ts";
import { readEditorNetwork } from "./networkSettings.ts";

/** What a client is told besides where it goes and with whose key. */
export interface ClientHelp {
  /** For what people should know of the network's safety. */
  readonly warn: (line: string) => void;
  /** `name:password` for the proxy of a profile. */
  readonly proxySignIn: (profileId: string) => Thenable<string | undefined>;
}

/** A client for a profile: over the editor's network or over our own connections, whichever its settings ask for. */
export function clientFor(profile: Destination, key: string, log?: (line: string) => void, help?: ClientHelp): DeckClient {
  const fetch = fetchFor(profile, surroundingsOf(help));
  const transport = new Transport({ fetch, baseUrl: profile.baseUrl, key, clock: systemClock, random: Math.random, ...(log ? { log } : {}) });
  return new DeckClient(transport, randomUUID);
}

export function surroundingsOf(help?: ClientHelp): Surroundings {
  return {
    settings: readEditorNetwork,
    environment: process.env,
    proxySignIn: async profileId => help?.proxySignIn(profileId),
    warn: line => help?.warn(line),
  };
}
