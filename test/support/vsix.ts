import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { root } from "./paths.ts";
import { runChild } from "./process/children.ts";

const Manifest = z.object({ name: z.string(), version: z.string() });

/** Builds and packages the extension into the project's folder; returns the package's path. */
export async function packageExtension(): Promise<string> {
  const { name, version } = Manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const vsix = join(root, `${name}-${version}.vsix`);
  await succeed(process.execPath, ["esbuild.mjs"]);
  // There is no repository that the links of the README could be rewritten to.
  const hasNoHome = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  await succeed("vsce", ["package", "--no-dependencies", "--out", vsix, ...hasNoHome]);
  return vsix;
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runChild(command, args);
  if (code !== 0) throw new Error(`${command} failed:\n${output}`);
}
