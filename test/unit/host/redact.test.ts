import assert from "node:assert/strict";
import { redact } from "../../../src/host/diagnosis/redact.ts";

const nothing = { key: "sk_live_1", headers: [], addresses: [] };

describe("what a report leaves out", () => {
  const basic = Buffer.from("ada:s@cret").toString("base64");
  const cases: [title: string, text: string, secrets: Parameters<typeof redact>[1], expected: string][] = [
    ["the key", "Bearer sk_live_1.", nothing, "Bearer •••."],
    ["name and password of an address", "over http://ada:s%40cret@proxy:1/", { ...nothing, addresses: ["http://ada:s%40cret@proxy:1"] }, "over http://proxy:1/"],
    ["a password that stands elsewhere", "it said s@cret and s%40cret", { ...nothing, addresses: ["http://ada:s%40cret@proxy:1"] }, "it said ••• and •••"],
    ["a sign-in as a header has it", `Basic ${basic} ${basic}`, { ...nothing, proxySignIn: "ada:s@cret" }, "Basic ••• •••"],
    ["a header's value", "abcdef", { ...nothing, headers: ["Basic abcdef"] }, "•••"],
    ["nothing where nothing is secret", "a plain report", { ...nothing, headers: [""], addresses: [""] }, "a plain report"],
  ];
  for (const [title, text, secrets, expected] of cases) {
    it(`is ${title}`, () => assert.equal(redact(text, secrets), expected));
  }
});
