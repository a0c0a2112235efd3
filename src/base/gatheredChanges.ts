import { type Disposable, Emitter } from "./events.ts";

/**
 * Changes of a tree that come in one go, told as one: undefined where all is to be read again. After each that it is told,
 * an editor holds the next ones back for a while.
 */
export class GatheredChanges<Node> implements Disposable {
  private readonly told = new Emitter<Node[] | undefined>();
  readonly onDidChange = this.told.event;
  private gathered: Set<Node> | "all" | undefined;

  /** Told when what is under way just now has come to its end. */
  add(nodes: readonly Node[] | "all"): void {
    const before = this.gathered;
    if (before === undefined && nodes !== "all" && nodes.length === 0) return;
    this.gathered = nodes === "all" || before === "all" ? "all" : new Set([...(before ?? []), ...nodes]);
    if (before === undefined) queueMicrotask(() => this.tell());
  }

  dispose(): void {
    this.told.dispose();
  }

  private tell(): void {
    const { gathered } = this;
    this.gathered = undefined;
    this.told.fire(gathered === undefined || gathered === "all" ? undefined : [...gathered]);
  }
}
