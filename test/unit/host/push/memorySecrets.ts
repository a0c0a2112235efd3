import type { SecretStorage, SecretStorageChangeEvent } from "vscode";
import { Emitter } from "../../../../src/base/events.ts";

/** The editor's secret storage, as far as push uses it. */
export function memorySecrets(): SecretStorage {
  const kept = new Map<string, string>();
  const changed = new Emitter<SecretStorageChangeEvent>();
  return {
    keys: async () => Array.from(kept.keys()),
    get: async key => kept.get(key),
    async store(key, value) {
      kept.set(key, value);
      changed.fire({ key });
    },
    async delete(key) {
      kept.delete(key);
      changed.fire({ key });
    },
    onDidChange: changed.event,
  };
}
