import { createServer, request } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly at: number;
  /** Method, path and query, such as "GET /v2/task-runs?limit=20". */
  readonly what: string;
  /** Of the answer's body. */
  readonly bytes: number;
}

export interface CountingProxy {
  /** The address of what is behind it, by way of here. */
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** Stands before a server and keeps a record of what is asked, once the answer is there. It answers by itself what `own` has by path. */
export async function countingProxy(target: string, own: Readonly<Record<string, object>> = {}): Promise<CountingProxy> {
  const { origin, pathname } = new URL(target);
  const asked: Asked[] = [];
  const server = createServer((incoming, outgoing) => {
    const ownAnswer = own[incoming.url ?? ""];
    if (ownAnswer) return void outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(ownAnswer));
    const passed = request(`${origin}${incoming.url ?? ""}`, { method: incoming.method, headers: { ...incoming.headers, host: new URL(origin).host } });
    passed.on("response", answer => {
      let bytes = 0;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () => asked.push({ at: Date.now(), what: `${incoming.method} ${incoming.url}`, bytes }));
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server.address())}${pathname}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  return address.port;
}
