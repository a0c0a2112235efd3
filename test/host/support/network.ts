import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError } from "../../../src/api/apiError.ts";
import type { Fetch } from "../../../src/api/fetch.ts";
import { surroundingsOf } from "../../../src/host/clientFor.ts";
import { type Destination, fetchFor } from "../../../src/host/networkFetch.ts";
import { authority } from "../../support/network/certificates.ts";
import { deckSetup, outcomeOf } from "../../unit/api/deckSetup.ts";

/** What nobody can look up: whoever gets there was taken by a proxy. */
export const nowhere = "https://api.example.test/v2";

export interface Help {
  readonly signIn?: string;
  readonly warnings?: string[];
}

/** The network that the extension gives to a profile, with the settings of the editor in which the tests run. */
export function networkOf(profile: Destination, { signIn, warnings = [] }: Help = {}): Fetch {
  return fetchFor({ id: "tests", ...profile }, surroundingsOf({ proxySignIn: async () => signIn, warn: line => warnings.push(line) }));
}

/** What a key check over a network comes to: its status, or the sentence that a person reads. */
export async function said(baseUrl: string, fetch: Fetch): Promise<string> {
  await using deck = await deckSetup({ answers: [], baseUrl, fetch });
  const { result } = await outcomeOf(deck.clock, deck.client.test());
  if (result.status === "fulfilled") return result.value.status;
  if (result.reason instanceof ApiError) return result.reason.message;
  throw result.reason;
}

/** A private authority, and the file that a profile names. */
export async function authorityFile() {
  const folder = await mkdtemp(join(tmpdir(), "deck-authority-"));
  const trust = await authority();
  const file = join(folder, "authority.pem");
  await writeFile(file, `The authority of the tests\n${trust.cert}`);
  return { ...trust, file, folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
