import assert from "node:assert/strict";
import { importsOf } from "../../../src/host/pageImports.ts";

describe("the chunks that come with a page", () => {
  const folder = "https://files.example.test/webview";
  const chunks = new Map([
    ["chunks/words.js", 'export const word = "née </script>";'],
    ["chunks/icon.js", 'import"./words.js";import{word as w}from "./words.js";export const icon=w;'],
  ]);
  const textOf = (path: string): string => Buffer.from(importsOf(chunks, folder)[`${folder}/${path}`]?.split(",")[1] ?? "", "base64").toString();

  it("are found at their addresses, as they are", () => {
    assert.equal(textOf("chunks/words.js"), chunks.get("chunks/words.js"));
  });

  it("find each other by address", () => {
    assert.match(textOf("chunks/icon.js"), /^import"https:\/\/files\.example\.test\/webview\/chunks\/words\.js";import\{word as w\}from"https:.*words\.js";/);
  });

  it("hold nothing that could end the element which they stand in", () => {
    assert.doesNotMatch(JSON.stringify(importsOf(chunks, folder)), /</);
  });
});
