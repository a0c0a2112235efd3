import { watch } from "node:fs";
import type { Disposable } from "../../base/events.ts";

/** Tells of changes in a folder, with the name of the file where the system says it. Throws where it cannot tell; in silence it may also stop. */
export function watchFolder(path: string, tell: (name: string | null) => void): Disposable {
  const watcher = watch(path, { persistent: false }, (_, name) => tell(name));
  watcher.on("error", () => watcher.close());
  return { dispose: () => watcher.close() };
}
