import assert from "node:assert/strict";
import { memberTexts } from "../../../src/base/jsonMembers.ts";

describe("memberTexts", () => {
  const cases: [title: string, text: string, output: string | undefined][] = [
    ["an object with its digits", '{"id":"a","output":{"n":12345678901234567890,"x":1.0},"z":1}', '{"n":12345678901234567890,"x":1.0}'],
    ["a list with brackets and quotes in strings", '{ "output" : [ "]", "\\"]", {"a":"}"} ] , "b":2}', '[ "]", "\\"]", {"a":"}"} ]'],
    ["a string that ends in a backslash", '{"output":"a\\\\","b":1}', '"a\\\\"'],
    ["a number at the end", '{"output":-1.50e10}', "-1.50e10"],
    ["a word", '{"output": null }', "null"],
    ["none where a deeper member has the name", '{"a":{"output":1},"b":"output"}', undefined],
    ["the last of two", '{"output":1,"output":2}', "2"],
    ["none in a list", '[{"output":1}]', undefined],
    ["none in what is no JSON", "<html>", undefined],
    ["what is there of a text that was cut", '{"output":{"a":"b', '{"a":"b'],
  ];
  for (const [title, text, output] of cases) {
    it(`finds ${title}`, () => assert.equal(memberTexts(text, ["output"]).get("output"), output));
  }
});
