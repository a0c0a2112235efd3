import type { CDPSession, Page } from "playwright-core";
import * as z from "zod";

const Usage = z.object({ usedSize: z.number(), backingStorageSize: z.number() });
const Reply = z.object({ id: z.number().optional(), result: z.unknown().optional() });

/** What a page and its workers hold, in MB. */
export class Heap {
  private readonly session: CDPSession;
  private readonly workers: string[] = [];
  private sent = 0;

  private constructor(session: CDPSession) {
    this.session = session;
    session.on("Target.attachedToTarget", ({ sessionId }) => this.workers.push(sessionId));
  }

  static async of(page: Page): Promise<Heap> {
    const session = await page.context().newCDPSession(page);
    const heap = new Heap(session);
    await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return heap;
  }

  async size(): Promise<number> {
    await this.session.send("HeapProfiler.collectGarbage");
    const usages: z.infer<typeof Usage>[] = [await this.session.send("Runtime.getHeapUsage")];
    for (const worker of this.workers) {
      await this.inWorker(worker, "HeapProfiler.collectGarbage");
      usages.push(Usage.parse(await this.inWorker(worker, "Runtime.getHeapUsage")));
    }
    return usages.reduce((total, { usedSize, backingStorageSize }) => total + usedSize + backingStorageSize, 0) / 1e6;
  }

  /** A worker has a door of its own, through which whole messages are passed. */
  private async inWorker(sessionId: string, method: string): Promise<unknown> {
    const id = ++this.sent;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const listen = (event: { sessionId: string; message: string }): void => {
      const reply = Reply.parse(JSON.parse(event.message));
      if (event.sessionId === sessionId && reply.id === id) resolve(reply.result);
    };
    this.session.on("Target.receivedMessageFromTarget", listen);
    await this.session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    const result = await promise;
    this.session.off("Target.receivedMessageFromTarget", listen);
    return result;
  }
}
