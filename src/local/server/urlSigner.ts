import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../base/clock.ts";

const lifeSeconds = 15 * 60;

/** Makes URLs that open one file, without a key, for 15 minutes. */
export class UrlSigner {
  private readonly secret: Uint8Array;
  private readonly clock: Clock;

  constructor(secret: string, clock: Clock) {
    this.secret = new Uint8Array(hkdfSync("sha256", secret, "", "signed urls", 32));
    this.clock = clock;
  }

  sign(origin: string, path: string): string {
    const expires = String(Math.floor(this.clock.now() / 1000) + lifeSeconds);
    return `${origin}${path}?expires=${expires}&signature=${this.signature(path, expires).toString("base64url")}`;
  }

  isValid(path: string, expires: string, signature: string): boolean {
    const right = this.signature(path, expires);
    const given = Buffer.from(signature, "base64url");
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
    return Number(expires) * 1000 >= this.clock.now();
  }

  private signature(path: string, expires: string): Buffer {
    return createHmac("sha256", this.secret).update(`${path}\n${expires}`).digest();
  }
}
