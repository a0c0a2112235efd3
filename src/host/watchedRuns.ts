import type * as vscode from "vscode";
import { type Disposable, Emitter } from "../base/events.ts";

const memoryName = "deck.watched";
/** Some end and are deleted while no window is open. */
const maxWatched = 200;

/** The runs whose end the person wants to hear of, in any window. */
export class WatchedRuns implements Disposable {
  private readonly changed = new Emitter<string>();
  /** Fires with the id of the run. */
  readonly onDidChange = this.changed.event;
  private readonly memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.memory = memory;
  }

  has(id: string): boolean {
    return this.all().includes(id);
  }

  async watch(id: string): Promise<void> {
    await this.keep([...this.all().filter(other => other !== id), id].slice(-maxWatched), id);
  }

  async unwatch(id: string): Promise<void> {
    if (this.has(id)) await this.keep(this.all().filter(other => other !== id), id);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Read each time: other windows write it too. */
  private all(): string[] {
    const kept = this.memory.get<unknown>(memoryName);
    return Array.isArray(kept) ? kept.filter(id => typeof id === "string") : [];
  }

  private async keep(ids: readonly string[], id: string): Promise<void> {
    await this.memory.update(memoryName, ids);
    this.changed.fire(id);
  }
}
