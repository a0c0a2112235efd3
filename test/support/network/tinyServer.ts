import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { text } from "node:stream/consumers";
import { listening } from "./listening.ts";

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
  readonly port: number;
  readonly seen: readonly Seen[];
}

/** A real server on loopback: one answer per request, of which the last one stays. */
export async function tinyServer(...answers: readonly Answer[]): Promise<TinyServer> {
  return serving({}, answers);
}

export interface Place {
  /** Another than 127.0.0.1 is no loopback to the editor, though it is to the system. */
  readonly host?: string;
  /** What it shows of itself; none speaks plain HTTP. */
  readonly certificate?: { readonly key: string; readonly cert: string };
}

/** As `tinyServer`, over TLS or at another address. */
export async function serving({ host = "127.0.0.1", certificate }: Place, answers: readonly Answer[]): Promise<TinyServer> {
  const seen: Seen[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    (answers[seen.length - 1] ?? answers.at(-1))?.(response);
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void take(request, response);
  const server = await listening(certificate ? createSecureServer(certificate, listener) : createServer(listener), host);
  return {
    origin: `${certificate ? "https" : "http"}://${host}:${server.port}`,
    port: server.port,
    seen,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
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
