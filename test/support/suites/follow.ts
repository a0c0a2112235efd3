import { open } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** Passes on what is appended to a file by another process, until closed; then the rest. */
export function follow(file: string, onText: (text: string) => void): { close(): Promise<void> } {
  let isOver = false;
  const following = (async () => {
    const handle = await open(file);
    const decoder = new TextDecoder();
    const buffer = Buffer.alloc(64 * 1024);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead > 0) onText(decoder.decode(buffer.subarray(0, bytesRead), { stream: true }));
      else if (isOver) return handle.close();
      else await delay(100);
    }
  })();
  return {
    close() {
      isOver = true;
      return following;
    },
  };
}
