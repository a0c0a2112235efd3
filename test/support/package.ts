// Builds and packages the extension, and says what is in the package.
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { root } from "./paths.ts";
import { packageExtension } from "./vsix.ts";

const vsix = await packageExtension();
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
for (const [part, bytes] of await sizes(files)) console.log(`${inKilobytes(bytes)}  ${part}`);
console.log(`${inKilobytes((await stat(vsix)).size)}  ${relative(root, vsix)}, ${files.length} files`);

/** Bytes by folder, as deep as two names; the heaviest first. */
async function sizes(files: readonly string[]): Promise<[part: string, bytes: number][]> {
  const byPart = new Map<string, number>();
  for (const file of files) {
    const part = file.split("/").slice(0, 2).join("/");
    byPart.set(part, (byPart.get(part) ?? 0) + (await stat(`${root}/${file}`)).size);
  }
  return Array.from(byPart).toSorted(([, a], [, b]) => b - a);
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(9)} kB`;
}
