import { createHmac, timingSafeEqual } from "node:crypto";

/** What a webhook was sent: the headers of the Standard Webhooks scheme, and the body byte for byte. */
export interface SignedMessage {
  /** The same when the message is sent again. */
  readonly id: string;
  /** Whole seconds since 1970, as text. */
  readonly timestamp: string;
  /** `v1,` and base64; several, separated by blanks, while a secret is changed for another. */
  readonly signature: string;
  readonly body: Uint8Array;
}

/** "stale": signed well, but not now. Whoever could read it once may be sending it again. */
export type Verdict = "genuine" | "stale" | "forged";

/** As the scheme's own libraries have it: how far the clocks of the two sides may differ. */
export const toleranceMs = 5 * 60_000;

const prefix = "whsec_";

/** Whether one of the secrets, each `whsec_` and base64, has signed the message. */
export function verify(message: SignedMessage, secrets: readonly string[], now: number): Verdict {
  const given = message.signature.split(" ").flatMap(text => (text.startsWith("v1,") ? [Buffer.from(text.slice(3), "base64")] : []));
  const isSigned = message.id !== "" && secrets.some(secret => {
    const expected = signatureOf(message, secret);
    // A comparison that stops at the first difference would tell, by its time, how much of a guess is right.
    return given.some(each => each.length === expected.length && timingSafeEqual(each, expected));
  });
  if (!isSigned) return "forged";
  const seconds = /^\d{1,12}$/.test(message.timestamp) ? Number(message.timestamp) : Number.NaN;
  return Math.abs(now - seconds * 1000) <= toleranceMs ? "genuine" : "stale";
}

function signatureOf({ id, timestamp, body }: SignedMessage, secret: string): Buffer {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}
