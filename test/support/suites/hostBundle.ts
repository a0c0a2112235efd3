import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { dist, root } from "../paths.ts";
import { testFiles } from "./testFiles.ts";

export const hostTests = join(dist, "test/host");

/** Bundles test/host for the extension host, which cannot read TypeScript everywhere. */
export async function bundleHostTests(): Promise<void> {
  const source = join(root, "test/host");
  await rm(hostTests, { recursive: true, force: true });
  await build({
    entryPoints: [join(source, "index.ts"), ...(await testFiles(source, ".test.ts", []))],
    outdir: hostTests,
    outbase: source,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    packages: "external",
    external: ["vscode"],
    logLevel: "warning",
  });
}
