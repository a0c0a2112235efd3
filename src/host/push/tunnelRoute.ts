import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import * as z from "zod";
import type { DeckClient } from "../../api/deckClient.ts";
import { hasFailed } from "../../api/apiError.ts";
import { removeDestination } from "./loopbackRoute.ts";
import type { Route, Until } from "./route.ts";
import { wantedEvents } from "./wantedEvents.ts";

/** A tunnel that a person has set up for a profile; it outlives the window, and its secret with it. */
export const Tunnel = z.object({
  /** Where the tunnel begins, without a slash at the end. */
  url: z.string(),
  /** Of this machine: where the tunnel ends. */
  port: z.int(),
  path: z.string(),
  secret: z.string(),
  /** Absent until the server was told of it. */
  destinationId: z.string().optional(),
});
export type Tunnel = z.infer<typeof Tunnel>;

/** Who keeps the tunnel, and knows whether a person has given it up or moved it meanwhile. */
export interface TunnelKeeper {
  isWanted(tunnel: Tunnel): Promise<boolean>;
  /** Adds where it leads to, if it is still wanted. */
  complete(tunnel: Tunnel): Promise<void>;
}

const name = "Task Runs for Deck, through a tunnel";

/** Why events cannot be sent to this address; undefined if they can. */
export function checkTunnelUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return "Enter the address at which your tunnel begins, such as https://name.example.com.";
  if (url.protocol !== "https:") return "Only an https address will do: otherwise anybody on the way could read the events.";
  if (url.username || url.password) return "An address with a password in it would be shown to everybody who lists the destinations.";
  return url.search || url.hash ? "Enter the address without what follows the question mark or number sign." : undefined;
}

/** Below all that systems give to whoever asks for any port, and to connections that go out: nobody takes one of these by chance. */
const lowestPort = 20_000;
const highestPort = 31_999;
const mostTries = 100;

/** A port that is free now, for the tunnel to end at for good: also while no window listens. */
export async function freePort(pick = (): number => randomInt(lowestPort, highestPort + 1)): Promise<number> {
  for (let tries = 0; tries < mostTries; tries++) {
    const port = pick();
    if (await isFree(port)) return port;
  }
  throw new Error("No port is free on this machine.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise(answer => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
  });
}

/**
 * To a server that cannot reach this machine by itself. The destination stays, and rests while no window listens:
 * events that nobody takes would count as failures. With the tunnel it goes.
 */
export function tunnelRoute(client: DeckClient, tunnel: Tunnel, keeper: TunnelKeeper): Route {
  let { destinationId } = tunnel;
  const { url, port, path, secret } = tunnel;
  const create = async ({ asking, making }: Until): Promise<string> => {
    const events = await wantedEvents(client, asking);
    asking.throwIfAborted();
    const webhook = { url: `${url}/${path}`, secret };
    const { id } = await client.destinations.create({ name, type: "webhook", events, webhook }, { signal: making });
    await keeper.complete({ ...tunnel, destinationId: id });
    return id;
  };
  return {
    port,
    path: new URL(`${url}/${path}`).pathname.slice(1),
    secret,
    async announce(_, until) {
      until.asking.throwIfAborted();
      if (destinationId !== undefined && (await setStatus(client, destinationId, "active", until.making))) return destinationId;
      destinationId = await create(until);
      return destinationId;
    },
    async withdraw(id, signal) {
      if (await keeper.isWanted(tunnel)) await setStatus(client, id, "inactive", signal);
      else await removeDestination(client, id, signal);
    },
  };
}

/** Whether the destination is there. */
async function setStatus(client: DeckClient, id: string, status: "active" | "inactive", signal: AbortSignal): Promise<boolean> {
  try {
    await client.destinations.update(id, { status }, { signal });
    return true;
  } catch (error) {
    if (hasFailed(error, "notFound")) return false;
    throw error;
  }
}
