import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import * as vscode from "vscode";

export interface Rewriting {
  /** Puts `text` in the place of what the pattern finds in each answer from now on. */
  rewrite(pattern: RegExp, text: string): void;
  close(): Promise<void>;
}

/** Stands between the extension and a server of the test's own, and makes its answers into what that one would never say. */
export async function rewriting(target: string): Promise<Rewriting> {
  const rules: (readonly [RegExp, string])[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const real = await passedOn(target, request);
    const text = rules.reduce((said, [pattern, other]) => said.replaceAll(pattern, other), await real.text());
    response.writeHead(real.status, { "content-type": real.headers.get("content-type") ?? "application/json" }).end(text);
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  await vscode.workspace.getConfiguration("deck").update("api.baseUrl", `http://127.0.0.1:${address.port}/v2`, vscode.ConfigurationTarget.Global);
  return {
    rewrite: (pattern, text) => void rules.push([pattern, text]),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function passedOn(target: string, request: IncomingMessage): Promise<Response> {
  const body = Buffer.concat(await request.toArray());
  const { authorization = "", "content-type": type = "application/json", "idempotency-key": key } = request.headers;
  const headers = { authorization, "content-type": type, ...(key ? { "idempotency-key": String(key) } : {}) };
  return fetch(new URL(request.url ?? "", target), { method: request.method ?? "GET", headers, ...(body.length > 0 ? { body } : {}) });
}
