import { connect, type Socket } from "node:net";
import { createServer } from "node:tls";
import { type Listening, listening } from "./listening.ts";

/** A tunnel as people start one: it begins with TLS, and what comes in goes to a port of this machine. */
export async function tlsTunnel(certificate: { readonly key: string; readonly cert: string }, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer(certificate, far => {
    const near = connect(port, "127.0.0.1");
    for (const [end, other] of [[far, near], [near, far]] as const) {
      sockets.add(end);
      end.on("error", () => other.destroy());
      end.on("close", () => sockets.delete(end));
    }
    far.pipe(near).pipe(far);
  });
  const closeAllConnections = (): void => sockets.forEach(socket => socket.destroy());
  return listening(Object.assign(server, { closeAllConnections }));
}
