import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { decodedText } from "../../../../src/runs/documents/decodedText.ts";

const text = "account;städtisch\r\n4411;12,50";
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe("the text of a file without a word of its encoding", () => {
  const cases: [title: string, bytes: Buffer, text: string][] = [
    ["is UTF-8", Buffer.from(text), text],
    ["is UTF-8 with its mark left out", Buffer.from(`\ufeff${text}`), text],
    ["is UTF-16 by its mark", Buffer.from(`\ufeff${text}`, "utf16le"), text],
    ["is UTF-16 the other way round by its mark", swapped(Buffer.from(`\ufeff${text}`, "utf16le")), text],
    ["is UTF-16 by its zeros", Buffer.from(text, "utf16le"), text],
    ["is UTF-16 the other way round by its zeros", swapped(Buffer.from(text, "utf16le")), text],
    ["is of Windows where it is no UTF-8", Buffer.from("st\u00e4dtisch", "latin1"), "st\u00e4dtisch"],
    ["is UTF-8 though it has a zero", Buffer.from("a\0b, cd"), "a\0b, cd"],
    ["is empty", Buffer.alloc(0), ""],
  ];
  for (const [title, bytes, wanted] of cases) {
    it(title, () => assert.equal(decodedText(new Uint8Array(bytes).buffer), wanted));
  }
});
