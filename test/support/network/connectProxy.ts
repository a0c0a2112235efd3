import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { type Listening, listening } from "./listening.ts";

/** What a proxy was asked for. */
export interface Asked {
  /** Host and port, as the client named them. */
  readonly target: string;
  readonly authorization: string | undefined;
}

export interface ConnectProxy extends Listening {
  readonly url: string;
  readonly asked: readonly Asked[];
}

interface Choices {
  /** Where every tunnel leads, whatever name was asked for: so no name of the tests needs to exist. */
  readonly port: number;
  readonly host?: string;
  /** The header that is wanted; without it the answer is 407. */
  readonly authorization?: string;
}

/** A real proxy on loopback that knows CONNECT alone. */
export async function connectProxy({ port, host = "127.0.0.1", authorization }: Choices): Promise<ConnectProxy> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => void response.writeHead(405).end()).on("connect", (request, socket: Socket) => {
    const given = request.headers["proxy-authorization"];
    asked.push({ target: request.url ?? "", authorization: given });
    if (authorization !== undefined && given !== authorization) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="tests"\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const tunnel = connect(port, host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket);
      socket.pipe(tunnel);
    });
    for (const [end, other] of [[tunnel, socket], [socket, tunnel]] as const) {
      sockets.add(end);
      end.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  const proxy = await listening(server);
  return {
    port: proxy.port,
    url: `http://127.0.0.1:${proxy.port}`,
    asked,
    async [Symbol.asyncDispose]() {
      // Tunnels are no longer the server's.
      for (const socket of sockets) socket.destroy();
      await proxy[Symbol.asyncDispose]();
    },
  };
}
