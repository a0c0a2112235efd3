import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import * as z from "zod";

const answerMs = 60_000;

const Reply = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });

interface Waiting {
  readonly answered: (value: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** The test's side of the driver extension, which calls in whenever an extension host starts. */
export class DriverLink {
  private readonly server = createServer(socket => this.connect(socket));
  private readonly waiting = new Map<number, Waiting>();
  private socket: Socket | undefined;
  private nextId = 1;

  async listen(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return portOf(this.server.address());
  }

  /** Calls a function, given as source, in the extension host; waits for one to start if none runs. */
  async call(source: string, args: readonly unknown[]): Promise<unknown> {
    const limit = AbortSignal.timeout(answerMs);
    const socket = this.socket ?? (await this.nextSocket(limit));
    const id = this.nextId++;
    return new Promise((answered, failed) => {
      limit.addEventListener("abort", () => failed(new Error(`No answer from the extension host in ${answerMs} ms`)));
      this.waiting.set(id, { answered, failed });
      socket.write(`${JSON.stringify({ id, source, args })}\n`);
    });
  }

  /** Forgets the extension host that is about to end, so that the next call waits for the next one. */
  expectRestart(): void {
    const socket = this.socket;
    if (socket) this.lose(socket);
    socket?.destroy();
  }

  close(): void {
    this.socket?.destroy();
    this.server.close();
  }

  private connect(socket: Socket): void {
    this.socket = socket;
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.lose(socket));
    createInterface({ input: socket }).on("line", line => this.settle(line));
    this.server.emit("driver", socket);
  }

  private async nextSocket(signal: AbortSignal): Promise<Socket> {
    const [socket] = await once(this.server, "driver", { signal });
    return socket;
  }

  private lose(socket: Socket): void {
    if (this.socket !== socket) return;
    this.socket = undefined;
    for (const { failed } of this.waiting.values()) failed(new Error("The extension host ended before it answered"));
    this.waiting.clear();
  }

  private settle(line: string): void {
    const { id, value, error } = Reply.parse(JSON.parse(line));
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.answered(value);
    else waiting?.failed(new Error(error));
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("Not listening on a port");
  return address.port;
}
