import assert from "node:assert/strict";
import { basename } from "node:path";
import { sourceOf, sources, type Import, type Source } from "./sources.ts";

/** Each floor of src/, and what it may import besides itself: our folders or files, packages, or "x/" for all below x. */
const floors: Readonly<Record<string, readonly string[]>> = {
  base: ["node:vm"],
  api: ["base", "node:", "undici", "zod"],
  runs: ["base", "api/schemas", "node:", "ajv", "ajv-formats"],
  tasks: ["base", "api/schemas", "zod"],
  protocol: ["api/schemas", "runs", "zod"],
  local: ["base", "api/schemas", "node:", "zod", "hono", "@hono/", "ajv", "ajv-formats", "csv-parse", "json-schema-faker"],
  webview: ["protocol", "lit", "pdfjs-dist", "pdfjs-dist/"],
  // The worker's messages are all that the editor knows of Local Deck.
  host: ["base", "api", "runs", "local/workerMessages.ts", "node:", "zod", "vscode"],
  views: ["base", "api", "runs", "host", "vscode"],
  panels: ["base", "api", "runs", "host", "protocol", "ajv", "ajv-formats", "node:", "zod", "vscode"],
  documents: ["base", "api", "runs", "host", "node:", "vscode"],
  commands: ["base", "api", "runs", "host", "zod", "vscode"],
  authoring: ["base", "api", "runs", "tasks", "host", "vscode"],
};

/** It connects all that stands on the floors. */
const top: readonly string[] = [...Object.keys(floors).filter(floor => floor !== "webview"), "vscode"];

describe("the layout of src", () => {
  let all: Source[];
  before(async () => {
    all = await sources();
  });

  it("keeps every import on its floor or on one below", () => {
    assert.deepEqual(all.flatMap(strayImports), []);
  });

  it("has no folder without a floor", () => {
    const known = [...Object.keys(floors), "extension.ts"];
    assert.deepEqual(new Set(all.map(({ path }) => floorOf(path)).filter(floor => !known.includes(floor))), new Set());
  });

  it("lets pages import only types from outside", () => {
    assert.deepEqual(all.filter(({ path }) => floorOf(path) === "webview").flatMap(valuesFromProtocol), []);
  });

  it("imports zod in the form that can be bundled small", () => {
    assert.deepEqual(
      all.flatMap(({ path, imports }) => imports.filter(isLargeZod).map(({ clause }) => `${path}: import ${clause}`)),
      [],
    );
  });

  it("names no file or class after a drawer", () => {
    assert.deepEqual(all.flatMap(drawers), []);
  });

  it("exports by name, from the file that has the thing", () => {
    const passedOn = /^export (?:default\b|[*{][^;]*\bfrom\b)/m;
    assert.deepEqual(all.filter(({ text }) => passedOn.test(text)).map(({ path }) => path), []);
  });
});

describe("what the layout's rules catch", () => {
  const cases: [title: string, path: string, text: string, caught: (source: Source) => unknown[]][] = [
    ["a pure floor with the editor", "runs/a.ts", 'import * as vscode from "vscode";', strayImports],
    ["a feature with another", "views/a.ts", 'import {\n  a,\n} from "../panels/b.ts";', strayImports],
    ["more of a floor than is open", "runs/a.ts", 'import type { A } from "../api/deckClient.ts";', strayImports],
    ["an import on first use", "local/a.ts", 'const b = await import("undici");', strayImports],
    ["an import for its effect", "webview/a.ts", 'import "@hono/node-server";', strayImports],
    ["something exported again", "base/a.ts", 'export { b } from "../api/b.ts";', strayImports],
    ["the root with a page", "extension.ts", 'import { a } from "./webview/a.ts";', strayImports],
    ["a page with code of the host", "webview/a.ts", 'import { B } from "../protocol/b.ts";', valuesFromProtocol],
    ["zod by name", "api/a.ts", 'import { z } from "zod";', ({ imports }) => imports.filter(isLargeZod)],
    ["a drawer for files", "base/stringUtils.ts", "", drawers],
    ["a drawer for methods", "runs/a.ts", "export class RunManager {}", drawers],
  ];
  for (const [title, path, text, caught] of cases) {
    it(title, () => assert.notDeepEqual(caught(sourceOf(path, text)), []));
  }
});

function floorOf(path: string): string {
  return path.split("/", 1)[0] ?? path;
}

function strayImports({ path, imports }: Source): string[] {
  const floor = floorOf(path);
  const allowed = floors[floor] ?? top;
  return imports.filter(({ target }) => !allows([floor, ...allowed], target)).map(({ target }) => `${path} imports ${target}`);
}

function allows(allowed: readonly string[], target: string): boolean {
  return allowed.some(name => target === name || target.startsWith(/[:/]$/.test(name) ? name : `${name}/`));
}

function valuesFromProtocol({ path, imports }: Source): string[] {
  const values = imports.filter(({ target, clause }) => floorOf(target) === "protocol" && !clause.startsWith("type "));
  return values.map(({ target }) => `${path} imports values from ${target}`);
}

function isLargeZod({ target, clause }: Import): boolean {
  return target === "zod" && !/^(?:type )?\* as z$/.test(clause);
}

function drawers({ path, text }: Source): string[] {
  const names = [basename(path, ".ts"), ...Array.from(text.matchAll(/\bclass (\w+)/g), ([, name = ""]) => name)];
  const file = /^(?:utils?|helpers?|common|misc|manager|service|handler|base)$/;
  const ending = /(?:Utils?|Helpers?|Common|Misc|Manager|Service|Handler|Base)$/;
  return names.filter(name => file.test(name) || ending.test(name)).map(name => `${path}: ${name}`);
}
