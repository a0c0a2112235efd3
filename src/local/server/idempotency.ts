import * as z from "zod";
import type { Json } from "../../api/schemas/wire.ts";
import type { Deck } from "./deck.ts";
import { Refusal } from "./refusal.ts";

const lifeMs = 24 * 3_600_000;
const maxLetters = 256;

/** A call that can be repeated without being carried out twice. */
export interface KeyedCall {
  readonly key: string;
  /** Of its parameters. */
  readonly fingerprint: string;
}

export interface KeptAnswer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/** Sealed, because an answer may show a secret the one time that it is ever shown. */
const Sealed = z.object({ fingerprint: z.string(), body: z.string() });

export function checkKey(key: string): void {
  if (key.length > maxLetters) throw refusal(400, "idempotency_key_error", "Idempotency key must be at most 256 characters");
}

/** What the call was answered before, within a day; throws where the key came with other parameters. */
export function keptAnswer({ store, vault, clock }: Deck, call: KeyedCall): KeptAnswer | undefined {
  const row = store.keptAnswers.get(call.key);
  if (!row || row.created_at <= clock.now() - lifeMs) return undefined;
  const { fingerprint, body } = Sealed.parse(vault.open(row.sealed, row.id));
  if (fingerprint === call.fingerprint) return { status: row.status, body };
  throw refusal(409, "idempotency_error", "Idempotency key has already been used with different parameters.");
}

/** Belongs into the transaction of what the call does. */
export function keepAnswer({ store, vault, clock }: Deck, { key, fingerprint }: KeyedCall, { status, body }: KeptAnswer): void {
  const at = clock.now();
  store.keptAnswers.deleteWhere("WHERE created_at <= ?", [at - lifeMs]);
  const sealed: Json = { fingerprint, body };
  store.keptAnswers.insert({ id: key, created_at: at, updated_at: at, status, sealed: vault.seal(sealed, key) });
}

function refusal(status: 400 | 409, code: string, message: string): Refusal {
  return new Refusal(status, { type: "idempotency", code, message });
}
