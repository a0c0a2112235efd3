import type * as vscode from "vscode";
import { type Disposable, Emitter } from "../base/events.ts";
import { PageMemory } from "../protocol/runPage.ts";

const memoryName = "deck.runPage";

/** How a person likes the pages of runs, over all runs and windows. */
export class PageMemories implements Disposable {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly store: vscode.Memento;

  constructor(store: vscode.Memento) {
    this.store = store;
  }

  /** What was kept by an older or newer version is read as far as it is understood. */
  get current(): PageMemory {
    const kept = PageMemory.safeParse(this.store.get<unknown>(memoryName) ?? {});
    return kept.success ? kept.data : PageMemory.parse({});
  }

  async keep(memory: PageMemory): Promise<void> {
    await this.store.update(memoryName, memory);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
