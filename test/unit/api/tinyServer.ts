import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it came over the wire. */
export interface Seen {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse) => void;

export interface TinyServer extends AsyncDisposable {
  readonly origin: string;
  readonly seen: readonly Seen[];
}

/** A real server on loopback: one answer per request, of which the last one stays. */
export async function tinyServer(...answers: readonly Answer[]): Promise<TinyServer> {
  const seen: Seen[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    (answers[seen.length - 1] ?? answers.at(-1))?.(response);
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return plain(JSON.stringify(body), status, { "content-type": "application/json", ...headers });
}

export function plain(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return response => void response.writeHead(status, headers).end(body);
}

/** Takes the request and says nothing. */
export const silence: Answer = () => undefined;

/** Hangs up without a word. */
export const hangUp: Answer = response => void response.socket?.destroy();

/** Begins an answer and hangs up in its middle. */
export const breakOff: Answer = response => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"status":', () => response.socket?.destroy());
};
