import { randomUUID } from "node:crypto";
import type * as vscode from "vscode";
import type { StoredDraft } from "./storedDrafts.ts";

export interface DraftMemoryOptions {
  readonly secrets: Pick<vscode.SecretStorage, "keys" | "get" | "store" | "delete">;
  /** Of this window, over its reloads. */
  readonly here: Pick<vscode.Memento, "get" | "update">;
  /** The secret storage does not work: inputs are gone with the window. */
  readonly tellBroken: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const prefix = "deck.inputs.";
const memoryName = "deck.inputs";
/** What a window has left that never came back. */
const staleMs = 30 * 24 * 60 * 60 * 1_000;

/** Keeps the inputs that are open in this window over its reload, in the secret storage, as they may be personal. */
export class DraftMemory {
  private readonly options: DraftMemoryOptions;
  private writing: Promise<void> = Promise.resolve();
  private next: (() => readonly StoredDraft[]) | undefined;
  private isTidied = false;

  constructor(options: DraftMemoryOptions) {
    this.options = options;
  }

  async read(): Promise<readonly StoredDraft[]> {
    const name = this.name();
    if (name === undefined) return [];
    try {
      const { readStored } = await import("./storedDrafts.ts");
      return readStored(await this.options.secrets.get(name))?.drafts ?? [];
    } catch (error) {
      this.options.tellBroken(error);
      return [];
    }
  }

  /** One write at a time; of those that come meanwhile only the last is made. */
  keep(drafts: () => readonly StoredDraft[]): void {
    const isWaiting = this.next !== undefined;
    this.next = drafts;
    if (isWaiting) return;
    this.writing = this.writing.then(() => this.writeNext());
  }

  private async writeNext(): Promise<void> {
    const drafts = this.next?.() ?? [];
    this.next = undefined;
    await this.write(drafts).catch(this.options.tellBroken);
  }

  private async write(drafts: readonly StoredDraft[]): Promise<void> {
    const { secrets, here, now } = this.options;
    const known = this.name();
    if (drafts.length === 0) {
      if (known !== undefined) await secrets.delete(known);
      await here.update(memoryName, undefined);
      return;
    }
    const name = known ?? prefix + randomUUID();
    await secrets.store(name, JSON.stringify({ at: now(), drafts }));
    if (known === undefined) await here.update(memoryName, name);
    await this.tidy(name);
  }

  private name(): string | undefined {
    const name = this.options.here.get<unknown>(memoryName);
    return typeof name === "string" && name.startsWith(prefix) ? name : undefined;
  }

  private async tidy(own: string): Promise<void> {
    if (this.isTidied) return;
    this.isTidied = true;
    const { secrets, now } = this.options;
    const { readStored } = await import("./storedDrafts.ts");
    for (const name of await secrets.keys()) {
      if (!name.startsWith(prefix) || name === own) continue;
      const stored = readStored(await secrets.get(name));
      if (!stored || now() - stored.at > staleMs) await secrets.delete(name);
    }
  }
}
