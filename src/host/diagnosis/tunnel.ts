import { once } from "node:events";
import * as net from "node:net";
import * as tls from "node:tls";
import type { Proxy } from "../../api/proxyChoice.ts";

/** To the server itself. */
export async function connectTo(host: string, port: number, signal: AbortSignal): Promise<net.Socket> {
  const socket = net.connect({ host: bare(host), port });
  await opened(socket, "connect", signal);
  return socket;
}

/** To the server by way of a proxy; rejects with what the proxy says against it. */
export async function tunnelTo(target: string, { url, authorization }: Proxy, signal: AbortSignal): Promise<net.Socket> {
  const isSecure = url.protocol === "https:";
  const host = bare(url.hostname);
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const socket = isSecure ? tls.connect({ host, port, servername: net.isIP(host) ? "" : host }) : net.connect({ host, port });
  await opened(socket, isSecure ? "secureConnect" : "connect", signal);
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`, ...(authorization === undefined ? [] : [`Proxy-Authorization: ${authorization}`])];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const status = await answerOf(socket, signal);
  if (status === 200) return socket;
  socket.destroy();
  throw new Error(`The proxy answers with ${status === undefined ? "something that is no HTTP" : `status ${status}${status === 407 ? ", it wants a sign-in" : ""}`}.`);
}

async function opened(socket: net.Socket, event: "connect" | "secureConnect", signal: AbortSignal): Promise<void> {
  const stop = (): void => void socket.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await once(socket, event, { signal });
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
}

/** The status of the proxy's answer; what follows its head belongs to the tunnel, and nothing follows before we speak. */
async function answerOf(socket: net.Socket, signal: AbortSignal): Promise<number | undefined> {
  let head = "";
  socket.once("end", () => socket.destroy(new Error("The proxy hung up without an answer.")));
  while (!head.includes("\r\n\r\n") && head.length < 16_384) {
    const [chunk]: unknown[] = await once(socket, "data", { signal });
    head += String(chunk);
  }
  const [, status] = /^HTTP\/1\.\d (\d{3})/.exec(head) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** An address of the newer kind stands in brackets only within a URL. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
