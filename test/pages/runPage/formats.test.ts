import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { byteSize, duration, sinceStart } from "../../../src/webview/formats.ts";

describe("The run page's formats", () => {
  const cases: [format: (value: number) => string, value: number, text: string][] = [
    [duration, -4_000, "0 s"],
    [duration, 59_999, "59 s"],
    [duration, 125_000, "2 min 5 s"],
    [duration, 3_780_000, "1 h 3 min"],
    [sinceStart, 7_200, "0:07"],
    [sinceStart, 725_000, "12:05"],
    [sinceStart, 3_725_000, "1:02:05"],
    [byteSize, 0, "0 B"],
    [byteSize, 999, "999 B"],
    [byteSize, 84_212, "84.2 kB"],
    [byteSize, 3_100_000, "3.1 MB"],
    [byteSize, 2e15, "2000.0 TB"],
  ];
  for (const [format, value, text] of cases) {
    it(`writes ${value} as ${text}`, () => assert.equal(format(value), text));
  }
});
