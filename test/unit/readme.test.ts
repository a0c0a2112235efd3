import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { root } from "../support/paths.ts";

const Manifest = z.object({
  contributes: z.object({
    commands: z.array(z.object({ title: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), z.unknown()) }),
  }),
});

describe("the readme", () => {
  let text: string;
  let contributes: z.infer<typeof Manifest>["contributes"];
  before(async () => {
    text = await readFile(join(root, "README.md"), "utf8");
    ({ contributes } = Manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8"))));
  });

  it("lists in its table only commands that there are", () => {
    const titles = new Set(contributes.commands.map(({ title }) => title));
    assert.deepEqual(listed(text).filter(name => !titles.has(name)), []);
  });

  it("names every command, in its table or where trees and files are told of", () => {
    const named = new Set([...listed(text), ...matchesIn(text, /(?<!\*)\*([^*\n]+)\*(?!\*)/g)]);
    assert.deepEqual(contributes.commands.map(({ title }) => title).filter(title => !named.has(title)), []);
  });

  it("lists every setting, and no other", () => {
    const settings = Object.keys(contributes.configuration.properties);
    assert.deepEqual(matchesIn(text, /^\| `(deck\.[^`]+)` \|/gm).toSorted(), settings.toSorted());
  });
});

function listed(text: string): string[] {
  return matchesIn(text, /^\| Deck: ([^|]+) \|/gm).flatMap(names => names.split(", "));
}

function matchesIn(text: string, wanted: RegExp): string[] {
  return Array.from(text.matchAll(wanted), ([, first = ""]) => first.trim());
}
