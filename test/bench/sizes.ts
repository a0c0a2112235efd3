import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dist } from "../support/paths.ts";
import { packageExtension } from "../support/vsix.ts";
import type { Figure } from "./measure.ts";

const kB = 1000;

/** What activation loads, what the pages load, and what is downloaded by those who install it. */
export async function sizes(): Promise<Figure[]> {
  const vsix = await packageExtension();
  const loaded = await sizeWithImports(join(dist, "extension.js"), new Set());
  return [
    { what: "JavaScript loaded by activation", unit: "kB", values: [loaded / kB], aim: { below: 150 } },
    { what: "Script of the run page with its view of JSON", unit: "kB", values: [(await pageSize()) / kB], aim: { below: 60 } },
    { what: "Package with the demo pictures", unit: "kB", values: [(await stat(vsix)).size / kB], aim: { below: 1500 } },
  ];
}

/** What every page loads that shows an output: the rest comes when a run has it. */
async function pageSize(): Promise<number> {
  const view = (await readdir(join(dist, "webview/chunks"))).find(name => /^jsonView-\w+\.js$/.test(name));
  const seen = new Set<string>();
  const page = await sizeWithImports(join(dist, "webview/runPage.js"), seen);
  return page + (await sizeWithImports(join(dist, "webview/chunks", view ?? ""), seen));
}

/** A bundle and everything it imports statically: what lies behind `import()` is loaded on first use. */
async function sizeWithImports(file: string, seen: Set<string>): Promise<number> {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = await readFile(file, "utf8");
  let size = Buffer.byteLength(text);
  for (const [, path] of text.matchAll(/(?:^|;|\n)import\s*(?:[^"'()]*?from\s*)?"(\.[^"]+)"/g)) {
    if (path) size += await sizeWithImports(join(dirname(file), path), seen);
  }
  return size;
}
