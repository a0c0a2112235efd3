import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { hasCode, messageOf } from "../base/errors.ts";
import { LocalDeckError } from "./failure.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** How long callers may take; in milliseconds. */
export interface Patience {
  readonly headersMs: number;
  /** The whole request, its body too: 100 MB take a second on this machine. */
  readonly requestMs: number;
  /** How often it is looked for those that take too long. */
  readonly checkMs: number;
}

const usualPatience: Patience = { headersMs: 20_000, requestMs: 60_000, checkMs: 5000 };
const maxHeaderBytes = 32_000;

/** Opens the socket; 0 takes any free port. Too large headers are 431, too slow callers 408. */
export async function listen(app: Hono, host: string, port: number, patience = usualPatience): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: {
      maxHeaderSize: maxHeaderBytes,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkMs,
    },
  });
  if ("headersTimeout" in server) server.headersTimeout = patience.headersMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", cause => reject(failureOf(cause, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        // Clients keep connections open; waiting for them would take minutes.
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function failureOf(cause: Error, host: string, port: number): LocalDeckError {
  const message = hasCode(cause, "EADDRINUSE")
    ? `Port ${port} of ${host} is taken by another program; choose another one, or 0 for any free one.`
    : `Port ${port} of ${host} cannot be opened (${messageOf(cause)}); choose another one, or 0 for any free one.`;
  return new LocalDeckError("portTaken", message, { cause });
}
