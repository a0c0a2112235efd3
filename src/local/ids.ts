import { randomInt } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** As the service writes ids: a prefix and 16 letters or digits. */
export function newId(prefix: string): string {
  return `${prefix}_${randomLetters(16)}`;
}

export function newKey(): string {
  return `sk_local_${randomLetters(32)}`;
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => letters[randomInt(letters.length)]).join("");
}
