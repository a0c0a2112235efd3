import type * as vscode from "vscode";
import { type Disposable, Emitter } from "../base/events.ts";

const memoryName = "deck.ownRuns";
/** Of each profile: more do not go on at a time, and those that ended nobody asks about. */
const maxRuns = 100;

/** The runs that a person began in this window, of each profile; the window knows them again after a reload. */
export class OwnRuns implements Disposable {
  private readonly added = new Emitter<{ readonly profile: string; readonly id: string }>();
  readonly onDidAdd = this.added.event;
  /** Of the window, not of all windows. */
  private readonly memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.memory = memory;
  }

  has(profile: string, id: string): boolean {
    return this.of(profile).includes(id);
  }

  /** The oldest first. */
  of(profile: string): string[] {
    const kept = this.memory.get<unknown>(nameOf(profile));
    return Array.isArray(kept) ? kept.filter(id => typeof id === "string") : [];
  }

  add(profile: string, id: string): void {
    if (this.has(profile, id)) return;
    void this.memory.update(nameOf(profile), [...this.of(profile), id].slice(-maxRuns));
    this.added.fire({ profile, id });
  }

  forget(profile: string): void {
    void this.memory.update(nameOf(profile), undefined);
  }

  dispose(): void {
    this.added.dispose();
  }
}

function nameOf(profile: string): string {
  return `${memoryName}.${profile}`;
}
