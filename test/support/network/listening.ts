import { once } from "node:events";
import type { Server } from "node:net";

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** A server on this machine alone, on a port that is free; disposed, it hangs up on everybody. */
export async function listening(server: Server & { closeAllConnections?(): void }, host = "127.0.0.1"): Promise<Listening> {
  server.listen(0, host);
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections?.();
      await closed;
    },
  };
}
