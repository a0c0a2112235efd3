import { build, type BuildOptions } from "esbuild";
import { once } from "node:events";
import { createServer } from "node:http";
import { installed } from "../../support/fetch/installed.ts";
import { root } from "../../support/paths.ts";
import { candidates, type Candidate } from "./candidates.ts";
import { harness } from "./harness.ts";

/** Serves one page for each candidate, with no more around it than a box to stand in. */
export async function serveCandidates(): Promise<{ url: string; close(): void }> {
  const peers = await installed({ name: "jsonPeers", title: "the JSON viewers to compare with (100 MB)", version: 1 }, console.log);
  const files = new Map<string, { type: string; body: Uint8Array | string }>();
  const script = (text: string | Uint8Array) => ({ type: "text/javascript", body: text });
  files.set("/harness.js", script(harness));
  files.set("/engineScript.js", script(await bundled({ entryPoints: ["src/webview/json/engineScript.ts"] }, ".js")));
  files.set("/ours.css", { type: "text/css", body: await bundled({ entryPoints: ["src/webview/runPage.css"] }, ".css") });
  for (const [name, candidate] of Object.entries(candidates)) await addCandidate(files, name, candidate, peers);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") return void response.writeHead(200, { "content-type": "text/html" }).end(shell(searchParams.get("name") ?? ""));
    const file = files.get(decodeURIComponent(pathname));
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, close: () => void server.close() };
}

async function addCandidate(files: Map<string, { type: string; body: Uint8Array | string }>, name: string, { script, isOurs }: Candidate, peers: string): Promise<void> {
  const stdin = { contents: script, resolveDir: isOurs ? root : peers, loader: "ts" } as const;
  const options = { stdin, define: { "process.env.NODE_ENV": '"production"' }, loader: { ".ttf": "dataurl" } } as const;
  files.set(`/${name}.js`, { type: "text/javascript", body: await bundled(options, ".js") });
  if (!isOurs) files.set(`/${name}.css`, { type: "text/css", body: await bundled(options, ".css").catch(() => "") });
}

async function bundled(options: BuildOptions, ending: string): Promise<Uint8Array> {
  const { outputFiles } = await build({ absWorkingDir: root, ...options, bundle: true, minify: true, write: false, format: "esm", target: "chrome138", outdir: "out", logLevel: "error" });
  const file = outputFiles.find(({ path }) => path.endsWith(ending));
  if (!file) throw new Error(`Nothing was built that ends in ${ending}`);
  return file.contents;
}

function shell(name: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${name}</title>
<link rel="stylesheet" href="/${name}.css">
<style>html { --vscode-editor-font-size: 13px } main { max-height: 620px; overflow: auto }</style>
<main></main>
<script src="/harness.js"></script>
<script type="module" src="/${name}.js"></script>`;
}
