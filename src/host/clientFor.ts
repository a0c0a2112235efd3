import { randomUUID } from "node:crypto";
import { DeckClient } from "../api/deckClient.ts";
import { editorFetch } from "../api/fetch.ts";
import { ownFetch } from "../api/ownFetch.ts";
import { Transport } from "../api/transport.ts";
import { systemClock } from "../base/clock.ts";
import { isLoopback, type Profile } from "./profile.ts";

/** A client for a profile: over the editor's network for a remote host, over our own connections for this machine. */
export function clientFor({ baseUrl }: Pick<Profile, "baseUrl" | "network">, key: string, log?: (line: string) => void): DeckClient {
  const fetch = isLoopback(baseUrl) ? ownFetch : editorFetch;
  const transport = new Transport({ fetch, baseUrl, key, clock: systemClock, random: Math.random, ...(log ? { log } : {}) });
  return new DeckClient(transport, randomUUID);
}
