// Bundles the extension host's modules, Local Deck and the pages. Options: --watch, --dev (no minify),
// --pages (only the pages), --out=DIR (instead of dist), --keep (what earlier builds wrote).
import { context } from "esbuild";
import { readdirSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";

const flag = { type: "boolean", default: false };
const out = { type: "string", default: "dist" };
const { values: options } = parseArgs({ options: { watch: flag, dev: flag, pages: flag, keep: flag, out } });
const isDevelopment = options.watch || options.dev;

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  format: "esm",
  outdir: options.out,
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
  entryPoints: ["src/extension.ts", "src/local/worker.ts", "src/local/program.ts", "src/panels/outputCheckWorker.ts"],
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

/** Templates are written with indentation, which the page would carry along as text. */
const plainTemplates = {
  name: "plain-templates",
  setup(build) {
    build.onLoad({ filter: /src[\\/]webview[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { contents: isDevelopment ? source : source.replace(/\n[ \t]+/g, "\n"), loader: "ts" };
    });
  },
};

/** Parts of pdf.js that a look at pages does without. */
const unusedPdf = [
  // Forms of XFA, with the fonts that they are measured with, editing and saving.
  /^src\/(?:core|display)\/(?:xfa|editor)/,
  /^src\/core\/(?:\w+_(?:factors|widths)|writer|struct_tree)\.js/,
  /^src\/display\/(?:annotation_layer|draw_layer|touch_manager)\.js/,
  // A rare way to pack, files from the network or from Node, a worker more to draw with.
  /^external\/brotli/,
  /^src\/display\/(?:network|fetch_stream|node_stream|renderer_worker_proxy)\.js/,
];

/** Leaves those parts out; what is left of them is their names, which the parts beside them mention. Keeps the notice. */
const lighterPdf = {
  name: "lighter-pdf",
  setup(build) {
    build.onLoad({ filter: /pdfjs-dist[\\/].*\.mjs$/ }, async ({ path }) => ({ contents: lighter(await readFile(path, "utf8")) }));
  },
};

function lighter(source) {
  return source
    .split(/^(?=;\/\/ \.\/)/m)
    .map(part => (unusedPdf.some(unused => unused.test(part.slice(";// ./".length))) ? namesOf(part).map(name => `class ${name} {}`).join("\n") : part))
    .join("\n")
    .replace(/^\/\*\*/, "/*!");
}

function namesOf(part) {
  return [...new Set(Array.from(part.matchAll(/^(?:async )?(?:class|function\*?|const|let|var) (\w+)/gm), ([, name]) => name))];
}

const browser = {
  ...shared,
  platform: "browser",
  target: "chrome138",
  loader: { ".ttf": "file" },
  // Beside the style sheet that wants it.
  assetNames: "webview/[name]",
  // Beside the scripts, as the licences of pdf.js and lit want it.
  legalComments: "external",
  plugins: [plainTemplates, lighterPdf],
};

const preloadsFile = join(options.out, "webview", "preloads.json");
const paths = files => files.map(file => relative(join(options.out, "webview"), file).replaceAll(sep, "/"));

/** Writes down what the run page imports, so that its host can bring that along, or have it fetched at once and not one after the other. */
const preloads = {
  name: "preloads",
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      if (!metafile) return;
      const outputs = Object.entries(metafile.outputs);
      const withImports = entry => {
        const [file, { imports }] = outputs.find(([, { entryPoint }]) => entryPoint === entry);
        return [file, ...imports.filter(({ kind }) => kind === "import-statement").map(({ path }) => path)];
      };
      const [, ...now] = withImports("src/webview/runPage.ts");
      const soon = [...withImports("src/webview/json/jsonView.ts"), ...withImports("src/webview/sections/attention.ts")].filter(file => !now.includes(file));
      await writeFile(preloadsFile, JSON.stringify({ now: paths(now), soon: [...paths(soon), "json/engineScript.js"] }));
    });
  },
};

/** What runs in the panels' pages: what the first look does not need lies in chunks. */
const pages = {
  ...browser,
  plugins: [plainTemplates, lighterPdf, preloads],
  entryPoints: ["src/webview/runPage.ts", "src/webview/runPage.css", "src/webview/codicon.css"],
  splitting: true,
  chunkNames: "webview/chunks/[name]-[hash]",
};

/** On its own: a worker that is started from a text cannot load chunks. */
const engine = { ...browser, entryPoints: ["src/webview/json/engineScript.ts", "src/webview/json/tableScript.ts", "src/webview/pdf/pdfScript.ts"] };

const wanted = options.pages ? [pages, engine] : [node, pages, engine];
const builds = await Promise.all(wanted.map(build => context(build)));
if (options.watch) {
  await Promise.all(builds.map(build => build.watch()));
  console.log("Watching src/ for changes; Ctrl+C ends it.");
} else {
  const results = await Promise.allSettled(builds.map(build => build.rebuild()));
  await Promise.all(builds.map(build => build.dispose()));
  // esbuild itself has said what is wrong.
  if (results.some(result => result.status === "rejected")) process.exit(1);
  // Kept, because an editor under test may be running from an earlier build and load a chunk of it only now.
  if (!options.pages && !options.keep) removeStale(results.flatMap(result => Object.keys(result.value.metafile.outputs)));
}

/** Leaves only what was just written, and dist/test, which belongs to the tests. */
function removeStale(outputs) {
  const written = new Set([preloadsFile, ...outputs.map(file => join(file))]);
  for (const entry of readdirSync(options.out, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(file) && !file.startsWith(join(options.out, "test") + sep)) rmSync(file);
  }
}
