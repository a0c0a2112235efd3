import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { turn } from "../../support/turn.ts";

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown;

/** A webhook of one's own: a real server, which keeps what it gets and answers 200 unless told otherwise. */
export async function openReceiver(answer: Answer = response => response.end()) {
  const got: Received[] = [];
  let answered: Answer = answer;
  const server = createServer((request, response) => {
    void take(request, response);
  });
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    got.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
    answered(response, request);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const received = (count: number) => until(() => got.length >= count);
  return {
    url: `http://127.0.0.1:${port}`,
    got,
    received,
    /** The type of each event so far. */
    types: () => got.map(({ body }) => /"type":"([^"]*)"/.exec(body)?.[1] ?? ""),
    answerWith: (next: Answer) => void (answered = next),
    [Symbol.dispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export const status = (code: number): Answer => response => response.writeHead(code).end();
export const never: Answer = () => undefined;

/** Real connections have their own time, so that there is nothing to play: asks again at each turn. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
