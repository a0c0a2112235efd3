import { rmSync } from "node:fs";
import { join } from "node:path";
import { listen } from "./listen.ts";
import { openDeck } from "./openDeck.ts";
import type { DeckOptions, OpenDeck } from "./openDeck.ts";
import { createApp } from "./server/app.ts";
import { holderFile, writePrivate } from "./store/dataFolder.ts";

export interface LocalDeckOptions extends DeckOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** A loopback address; 127.0.0.1 where absent. */
  readonly host?: string;
  /** Whether too many calls in a time are refused, as by the service; yes where absent. */
  readonly rateLimit?: boolean;
}

export interface LocalDeck {
  /** `http://127.0.0.1:PORT/v2` */
  readonly url: string;
  readonly key: string;
  /** Stops answering, leaves every run where it is, gives the data folder free. */
  close(): Promise<void>;
}

/** Fails with a `LocalDeckError`. */
export async function startLocalDeck(options: LocalDeckOptions): Promise<LocalDeck> {
  const open = await openDeck(options);
  try {
    return await serve(options, open);
  } catch (error) {
    open.close();
    throw error;
  }
}

async function serve({ data, host = "127.0.0.1", port = 0, rateLimit }: LocalDeckOptions, open: OpenDeck): Promise<LocalDeck> {
  let ownPort: number | undefined;
  const server = await listen(createApp(open.deck, { port: () => ownPort, rateLimit }), host, port);
  ownPort = server.port;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${server.port}/v2`;
  const holder = join(data, holderFile);
  writePrivate(holder, `${JSON.stringify({ pid: process.pid, url })}\n`);
  open.resume();
  return {
    url,
    key: open.deck.key,
    async close() {
      await server.close();
      rmSync(holder, { force: true });
      open.close();
    },
  };
}
