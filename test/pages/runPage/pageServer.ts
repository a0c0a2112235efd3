import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join, extname } from "node:path";
import * as z from "zod";

const Themes = z.record(z.string(), z.object({ bodyClass: z.string(), variables: z.record(z.string(), z.string()) }));

/** What the editor gives a page to draw with in its four default themes; only what the page uses. */
export const themes = Themes.parse(JSON.parse(await readFile(join(import.meta.dirname, "themes.json"), "utf8")));

const nonce = "Zm9yIHRoaXMgdGVzdA";
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

/** Serves the built page under the rules that the extension's host gives it, and nothing else. */
export async function servePages(dist: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const theme = searchParams.get("theme") ?? "";
    content(dist, pathname, theme).then(
      ({ type, body }) => response.writeHead(200, { "content-type": type, ...rules(type, request.headers.host) }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => void server.close() };
}

async function content(dist: string, path: string, theme: string): Promise<{ type: string; body: string | Buffer }> {
  if (path === "/") return { type: "text/html", body: shell(theme) };
  if (path === "/editor.css") return { type: "text/css", body: editorStyle(theme) };
  return { type: types[extname(path)] ?? "text/plain", body: await readFile(join(dist, "webview", path)) };
}

function rules(type: string, host = ""): Record<string, string> {
  if (type !== "text/html") return {};
  const own = `http://${host}`;
  return {
    "content-security-policy": `default-src 'none'; img-src blob:; style-src ${own}; script-src 'nonce-${nonce}'; font-src ${own}; connect-src ${own}; worker-src blob:`,
  };
}

function shell(theme: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Run</title>
  <link rel="stylesheet" href="/editor.css?theme=${encodeURIComponent(theme)}">
  <link rel="stylesheet" href="/codicon.css" id="vscode-codicon-stylesheet">
  <link rel="stylesheet" href="/runPage.css">
</head>
<body class="${themes[theme]?.bodyClass ?? ""}">
  <script type="module" nonce="${nonce}" src="/runPage.js"></script>
</body>
</html>`;
}

/** The theme's colours, and the rules of the editor's own that a page stands on. */
function editorStyle(theme: string): string {
  const variables = Object.entries(themes[theme]?.variables ?? {}).map(([name, value]) => `${name}: ${value};`);
  return `html { background: var(--vscode-editor-background); ${variables.join(" ")} }
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); margin: 0; padding: 0 20px; }
  img { max-width: 100%; max-height: 100%; }
  code { color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); padding: 1px 3px; }
}`;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  return address.port;
}
