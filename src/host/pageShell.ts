import { randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import type { PageFiles } from "./pageFiles.ts";
import { importsOf } from "./pageImports.ts";

/**
 * The frame of every page: our script and styles stand in it, with what the script imports, and so does the first message to it,
 * so that there is nothing to wait for. Should the script not begin all the same, words appear that it takes away when it does.
 * Pictures come only from bytes that the host sent; nothing is remote.
 */
export function pageShell(webview: vscode.Webview, files: PageFiles, title: string, firstMessage: object): string {
  const nonce = randomBytes(16).toString("base64");
  const folder = webview.asWebviewUri(files.folder).toString();
  const preloads = files.soon.map(path => `<link rel="modulepreload" nonce="${nonce}" href="${folder}/${path}">`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy(webview.cspSource, nonce)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <base href="${folder}/">
  <title>${title}</title>
  <script type="importmap" nonce="${nonce}">${dataText({ imports: importsOf(files.chunks, folder) })}</script>
  ${preloads.join("\n  ")}
  <style nonce="${nonce}" id="vscode-codicon-stylesheet">${files.icons}</style>
  <style nonce="${nonce}">${files.styles}</style>
</head>
<body>
  <p id="unbegun">This page could not be loaded. Close this tab, and open it again.</p>
  <script type="application/json" id="first-message">${dataText(firstMessage)}</script>
  <script type="module" nonce="${nonce}">${scriptText(files.script)}</script>
</body>
</html>`;
}

function policy(source: string, nonce: string): string {
  return [
    "default-src 'none'",
    "img-src blob:",
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    // The JSON view reads its own script, to start a worker of it.
    `connect-src ${source}`,
    "worker-src blob:",
    `base-uri ${source}`,
  ].join("; ");
}

/** No text of a run ends the element that it stands in, or begins another. */
function dataText(message: object): string {
  return JSON.stringify(message).replaceAll("<", String.raw`\u003c`);
}

function scriptText(script: string): string {
  return script.replaceAll("</script", String.raw`<\/script`);
}
