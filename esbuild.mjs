// Bundles the extension host's modules, Local Deck and the pages. Options: --watch, --dev (no minify).
import { context } from "esbuild";
import { readdirSync, rmSync } from "node:fs";
import { join, sep } from "node:path";

const isWatching = process.argv.includes("--watch");
const isDevelopment = isWatching || process.argv.includes("--dev");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  format: "esm",
  outdir: "dist",
  outbase: "src",
  minify: !isDevelopment,
  sourcemap: isDevelopment,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

/** What runs in Node: what activation does not need lies in chunks that are loaded on first use. */
const node = {
  ...shared,
  entryPoints: ["src/extension.ts", "src/local/worker.ts", "src/local/program.ts"],
  platform: "node",
  target: "node22",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  external: ["vscode"],
  // undici is CommonJS and asks for Node's own modules by require.
  banner: {
    js: 'import { createRequire as deckCreateRequire } from "node:module"; const require = deckCreateRequire(import.meta.url);',
  },
};

/** What runs in the panels' pages. */
const pages = {
  ...shared,
  entryPoints: ["src/webview/runPage.ts", "src/webview/runPage.css"],
  platform: "browser",
  target: "chrome138",
  loader: { ".ttf": "file" },
};

const builds = await Promise.all([node, pages].map(options => context(options)));
if (isWatching) {
  await Promise.all(builds.map(build => build.watch()));
  console.log("Watching src/ for changes; Ctrl+C ends it.");
} else {
  const results = await Promise.all(builds.map(build => build.rebuild()));
  removeStale(results.flatMap(result => Object.keys(result.metafile.outputs)));
  await Promise.all(builds.map(build => build.dispose()));
}

/** Afterwards, not before: a VS Code that runs from dist/ goes on finding its chunks. dist/test belongs to the tests. */
function removeStale(outputs) {
  const written = new Set(outputs.map(file => join(file)));
  for (const entry of readdirSync("dist", { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(file) && !file.startsWith(join("dist", "test") + sep)) rmSync(file);
  }
}
