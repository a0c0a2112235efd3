import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The demo pictures and files: of the sources as of the bundle, the nearest ones above this module. */
export function demoAssets(): string | undefined {
  return nearest(join("media", "demo"));
}

export function ownVersion(): string {
  const path = nearest("package.json");
  const version: unknown = path && JSON.parse(readFileSync(path, "utf8")).version;
  return typeof version === "string" ? version : "unknown";
}

function nearest(name: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === dirname(folder)) return undefined;
  }
}
