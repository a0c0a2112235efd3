import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Json } from "../../api/schemas/wire.ts";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Sealed with another key, for another resource, or altered since. */
export class BrokenSeal extends Error {
  constructor(id: string, cause: unknown) {
    super(`What is kept in secret for ${id} cannot be opened with the key of this data folder`, { cause });
  }
}

/** Seals what must not be read from a copy of the database; its key is derived from a file beside it. */
export class Vault {
  private readonly key: Uint8Array;

  constructor(secret: string) {
    this.key = new Uint8Array(hkdfSync("sha256", secret, "", "sealed values", 32));
  }

  /** For the resource `id` alone: in another one's row the seal is broken. */
  seal(value: Json, id: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(id));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64");
  }

  open(sealed: string, id: string): Json {
    try {
      const bytes = Buffer.from(sealed, "base64");
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(id))
        .setAuthTag(tag);
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(text.toString("utf8"));
    } catch (cause) {
      throw new BrokenSeal(id, cause);
    }
  }
}
