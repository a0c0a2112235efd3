import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listening } from "./network/listening.ts";

export interface OddDeck extends AsyncDisposable {
  readonly url: string;
}

/** What a server of tomorrow would say, and Local Deck never does. */
const news: readonly (readonly [string | RegExp, string])[] = [
  [/"status":"running"/g, '"status":"hibernating"'],
  [/"object":"task_run"/g, '"object":"task_run","priority":3,"labels":["spring"]'],
  [/"code":"timeout"/g, '"code":"quota_gone"'],
  [/"type":"mfa"/g, '"type":"passkey"'],
];

/** Stands before Local Deck and makes its answers those of a newer server, or what else the rules make of them, with the same key. */
export async function oddDeck(url: string, rules = news): Promise<OddDeck> {
  const { origin } = new URL(url);
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET", headers } = request;
    const body = await text(request);
    const sent = { authorization: headers.authorization ?? "", "content-type": "application/json" };
    const answer = await fetch(`${origin}${request.url ?? ""}`, { method, headers: sent, ...(body ? { body } : {}) });
    const odd = rules.reduce((told, [known, unknown]) => told.replaceAll(known, unknown), await answer.text());
    response.writeHead(answer.status, { "content-type": "application/json" }).end(odd);
  };
  const server = await listening(createServer((request, response) => void pass(request, response)));
  return { url: `http://127.0.0.1:${server.port}/v2`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
