import assert from "node:assert/strict";
import type { Json } from "../../../../src/api/schemas/wire.ts";
import { scrubbing } from "../../../../src/runs/scenario/scrubbing.ts";

const names = ["name", "address", "iban"];

describe("scrubbing", () => {
  const texts: [title: string, text: string, expected: string][] = [
    ["addresses of mail", "Sent to jane.doe+x@mail.acme.co.uk today", "Sent to person@example.test today"],
    ["long numbers, however they are parted", "Account 1234-5678 9012, call (555) 010 2030", "Account 0000-0000 0000, call (000) 000 0000"],
    ["tokens", "key sk_live_0123456789abcdefghijklmnopqrstuv and enc_Zm9vYmFy", "key … and …"],
    ["nothing that says when", "Due 2026-11-20, read 2026-11-20T12:34:56.789Z", "Due 2026-11-20, read 2026-11-20T12:34:56.789Z"],
    ["no amounts", "12.50 of 1,200 kWh in 12345", "12.50 of 1,200 kWh in 12345"],
  ];
  for (const [title, text, expected] of texts) {
    it(`replaces ${title}`, () => assert.equal(scrubbing(undefined, names).text(text), expected));
  }

  it("puts placeholders for what the run was started with, the longest first", () => {
    const { text } = scrubbing({ user: "jane", mail: "jane@acme.test", deep: { plan: "gold plan" }, no: 7, x: "ab" }, names);
    assert.equal(text("jane@acme.test, jane: gold plan, ab"), "{{input.mail}}, {{input.user}}: {{input.deep.plan}}, ab");
  });

  it("keeps the form of what stands under a personal name", () => {
    const { value } = scrubbing({ city: "Bonn" }, names);
    const original: Json = {
      firstName: "Zoë 2nd",
      amount: 12.5,
      Address: { street: "Main St 7", zip: 53113, lines: ["A1", null], city: "Bonn" },
      list: [{ iban: "DE89 3704" }, "jane@acme.test"],
    };
    assert.deepEqual(value(original), {
      firstName: "xxx 0xx",
      amount: 12.5,
      Address: { street: "xxxx xx 0", zip: 0, lines: ["x0", null], city: "{{input.city}}" },
      list: [{ iban: "xx00 0000" }, "person@example.test"],
    });
  });

  it("is not misled by members that objects are born with", () => {
    const { value } = scrubbing(JSON.parse('{"__proto__": "evil text"}'), names);
    assert.deepEqual(value(JSON.parse('{"__proto__": 1, "constructor": "evil text"}')), JSON.parse('{"__proto__": 1, "constructor": "{{input.__proto__}}"}'));
  });
});
