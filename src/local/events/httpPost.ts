import * as http from "node:http";
import * as https from "node:https";
import type { Disposable } from "../../base/events.ts";

export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whatever an answer says beyond its status is read up to here, so that the connection can be used again. */
const readBytes = 64_000;
/** A connection that nobody used for so long is closed; longer than any answer may take. */
const kept = { keepAlive: true, maxFreeSockets: 64, timeout: 10_000 };

/** Posts over connections that are kept for the next message. Redirects are not followed. */
export class HttpPost implements Disposable {
  private readonly plain = new http.Agent(kept);
  private readonly secure = new https.Agent(kept);

  /** The status of the answer. Fails where none has come when the signal is aborted. */
  async send(message: Message, signal: AbortSignal): Promise<number> {
    for (;;) {
      const outcome = await this.sendOnce(message, signal);
      if (typeof outcome === "number") return outcome;
      if (outcome !== "stale") throw outcome;
    }
  }

  dispose(): void {
    this.plain.destroy();
    this.secure.destroy();
  }

  private sendOnce({ url, headers, body }: Message, signal: AbortSignal): Promise<number | "stale" | Error> {
    const [request, agent] = url.startsWith("https:") ? [https.request, this.secure] : [http.request, this.plain];
    return new Promise(resolve => {
      const length = { "content-length": String(Buffer.byteLength(body)) };
      const sent = request(new URL(url), { method: "POST", agent, signal, headers: { ...headers, ...length } });
      let status: number | undefined;
      let failure = new Error("The connection ended without an answer");
      sent.on("response", response => {
        status = response.statusCode;
        discard(response);
      });
      sent.on("error", error => (failure = error));
      sent.on("close", () => resolve(status ?? (isStale(sent, failure) ? "stale" : failure)));
      sent.end(body);
    });
  }
}

/** The receiver had closed a kept connection before it read anything: nobody's failure. */
function isStale(sent: http.ClientRequest, failure: Error): boolean {
  return sent.reusedSocket && "code" in failure && (failure.code === "ECONNRESET" || failure.code === "EPIPE");
}

function discard(response: http.IncomingMessage): void {
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > readBytes) response.destroy();
  });
  response.on("error", () => response.destroy());
}
