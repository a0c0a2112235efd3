import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { DeckEvent } from "../../api/schemas/events.ts";
import { toleranceMs, type Verdict, verify } from "../../api/webhookSignature.ts";
import type { Clock } from "../../base/clock.ts";
import { hasCode } from "../../base/errors.ts";

export interface ReceiverOptions {
  /** 0 for any that is free. */
  readonly port: number;
  /** What nobody can guess, after the slash. */
  readonly path: string;
  readonly secret: string;
  readonly clock: Clock;
  /** Verified, and each once. */
  readonly onEvent: (event: DeckEvent) => void;
  readonly log: (line: string) => void;
}

/** Events are summaries; older services sent whole resources. */
const maxBytes = 1_000_000;
const requestMs = 10_000;
const maxConnections = 64;

/** The end of the way that events take: a webhook on this machine alone, which believes only what is signed. */
export class EventReceiver {
  private readonly options: ReceiverOptions;
  private readonly server: Server;
  private readonly path: Buffer;
  /** When each message came: what is sent again is taken and not told again. */
  private readonly seen = new Map<string, number>();

  private constructor(options: ReceiverOptions) {
    this.options = options;
    this.path = digest(`/${options.path}`);
    this.server = createServer({ requestTimeout: requestMs }, (request, response) => {
      void this.answer(request).then(status => end(response, status), () => response.destroy());
    });
    this.server.headersTimeout = requestMs;
    this.server.maxConnections = maxConnections;
  }

  /** Rejects if the port is taken. */
  static async open(options: ReceiverOptions): Promise<EventReceiver> {
    const receiver = new EventReceiver(options);
    await new Promise<void>((resolve, reject) => {
      receiver.server.once("error", error => reject(hasCode(error, "EADDRINUSE") ? taken(options.port, error) : error));
      receiver.server.listen(options.port, "127.0.0.1", resolve);
    });
    return receiver;
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Resolves when the port is free. */
  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => void this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage): Promise<number> {
    // A browser names the page that asks: no server that sends events does.
    if (request.headers.origin !== undefined || !timingSafeEqual(digest(request.url ?? ""), this.path)) return 404;
    // Who knows the path may ask whether anybody is still here.
    if (request.method === "GET") return 204;
    if (request.method !== "POST") return 405;
    const body = await bodyOf(request);
    return body ? this.take(request, body) : 413;
  }

  private take({ headers }: IncomingMessage, body: Buffer): number {
    const { clock, secret, log } = this.options;
    const id = String(headers["webhook-id"] ?? "");
    const message = { id, timestamp: String(headers["webhook-timestamp"] ?? ""), signature: String(headers["webhook-signature"] ?? ""), body };
    const verdict = verify(message, [secret], clock.now());
    if (verdict !== "genuine") {
      log(`An event was refused: ${refusals[verdict]}.`);
      return 401;
    }
    if (this.isKnown(id)) return 204;
    const event = eventIn(body);
    // It would not read better if it came again.
    if (!event) log("An event was signed well and could not be read.");
    else this.options.onEvent(event);
    return 204;
  }

  private isKnown(id: string): boolean {
    const now = this.options.clock.now();
    // Older ones are refused for their age, which counts on either side of our clock.
    for (const [old, at] of this.seen) {
      if (at >= now - 2 * toleranceMs) break;
      this.seen.delete(old);
    }
    if (this.seen.has(id)) return true;
    this.seen.set(id, now);
    return false;
  }
}

function taken(port: number, cause: Error): Error {
  const advice = 'If another program keeps it, use "Stop Receiving Events" and set the tunnel up anew: it then ends at another port.';
  return new Error(`Port ${port} of this machine, where the tunnel ends, is taken for now. ${advice}`, { cause });
}

const refusals: Readonly<Record<Exclude<Verdict, "genuine">, string>> = {
  forged: "its signature is not that of the server",
  stale: "it was signed too long ago, or the clocks of the two sides differ by more than 5 minutes",
};

/** Undefined if there is too much of it. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function eventIn(body: Buffer): DeckEvent | undefined {
  try {
    return DeckEvent.parse(JSON.parse(body.toString("utf8")));
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number): void {
  // What was not read of a body that is too large would be taken for the next request.
  response.writeHead(status, status === 413 ? { connection: "close" } : {}).end();
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
