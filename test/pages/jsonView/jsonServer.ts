import { build } from "esbuild";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "../../support/paths.ts";
import { themes } from "../runPage/pageServer.ts";

const nonce = "Zm9yIHRoaXMgdGVzdA";

/** What makes the view that tests drive; kept as text because it is for the browser alone. */
const pageScript = `
  import { JsonView } from "./src/webview/json/jsonView.ts";
  globalThis.told = [];
  globalThis.kept = [];
  globalThis.view = new JsonView({
    host: document.querySelector("main"),
    label: "Output",
    workerUrl: new URL("/engineScript.js", location.href).href,
    settings: { isSorted: false, matchCase: false, whole: false, scope: "all" },
    tell: wish => told.push(wish),
    onDidChangeSettings: settings => kept.push(settings),
  });
`;

/** Serves a page with one JSON view under the rules that the extension's host gives to pages. */
export async function serveJsonView(): Promise<{ url: string; sizeOf: (path: string) => number; close(): void }> {
  const files = await builtFiles();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const theme = searchParams.get("theme") ?? "Default Dark Modern";
    if (pathname === "/") return void response.writeHead(200, { "content-type": "text/html", "content-security-policy": rules(request.headers.host) }).end(shell(theme));
    const file = pathname === "/theme.css" ? { type: "text/css", body: Buffer.from(themeStyle(theme)) } : files.get(pathname);
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, sizeOf: path => files.get(path)?.body.length ?? 0, close: () => void server.close() };
}

interface ServedFile {
  readonly type: string;
  readonly body: Buffer;
}

async function builtFiles(): Promise<Map<string, ServedFile>> {
  const shared = { bundle: true, minify: true, write: false, format: "esm", target: "chrome138", legalComments: "none", absWorkingDir: root } as const;
  const [page, engine, table, style] = await Promise.all([
    build({ ...shared, stdin: { contents: pageScript, resolveDir: root, loader: "ts" } }),
    build({ ...shared, entryPoints: ["src/webview/json/engineScript.ts"] }),
    build({ ...shared, entryPoints: ["src/webview/json/tableScript.ts"] }),
    build({ ...shared, entryPoints: ["src/webview/runPage.css"] }),
  ]);
  const bytes = (result: { outputFiles: { contents: Uint8Array }[] }): Buffer => Buffer.from(result.outputFiles[0]?.contents ?? []);
  const icons = join(root, "node_modules/@vscode/codicons/dist");
  return new Map<string, ServedFile>([
    ["/page.js", { type: "text/javascript", body: bytes(page) }],
    ["/engineScript.js", { type: "text/javascript", body: bytes(engine) }],
    ["/tableScript.js", { type: "text/javascript", body: bytes(table) }],
    ["/page.css", { type: "text/css", body: bytes(style) }],
    ["/codicon.css", { type: "text/css", body: await readFile(join(icons, "codicon.css")) }],
    ["/codicon.ttf", { type: "font/ttf", body: await readFile(join(icons, "codicon.ttf")) }],
  ]);
}

function rules(host = ""): string {
  const own = `http://${host}`;
  return `default-src 'none'; img-src blob:; style-src ${own}; font-src ${own}; script-src 'nonce-${nonce}'; connect-src ${own}; worker-src blob:`;
}

function shell(theme: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>JSON</title>
  <link rel="stylesheet" href="/theme.css?theme=${encodeURIComponent(theme)}">
  <link rel="stylesheet" href="/codicon.css">
  <link rel="stylesheet" href="/page.css">
</head>
<body class="${themes[theme]?.bodyClass ?? ""}">
  <main></main>
  <script type="module" nonce="${nonce}" src="/page.js"></script>
</body>
</html>`;
}

function themeStyle(theme: string): string {
  const variables = Object.entries(themes[theme]?.variables ?? {}).map(([name, value]) => `${name}: ${value};`);
  return `html { background: var(--vscode-editor-background); ${variables.join(" ")} }`;
}
