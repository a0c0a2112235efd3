import assert from "node:assert/strict";
import { webAddress } from "../../../src/runs/webAddress.ts";

describe("a web address", () => {
  const cases: [typed: string, address: string | undefined][] = [
    ["example.com", "https://example.com/"],
    [" https://example.com/login?x=1 ", "https://example.com/login?x=1"],
    ["http://localhost:8080", "http://localhost:8080/"],
    ["localhost:8080", "https://localhost:8080/"],
    ["127.0.0.1", "https://127.0.0.1/"],
    ["", undefined],
    ["not an address", undefined],
    ["example", undefined],
    ["ftp://example.com", undefined],
    ["https://ada:secret@example.com", undefined],
    ["javascript:alert(1)", undefined],
  ];
  for (const [typed, address] of cases) it(`is read as people write it: ${JSON.stringify(typed)}`, () => assert.equal(webAddress(typed), address));
});
