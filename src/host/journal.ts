import type * as vscode from "vscode";
import { type Act, type ActLog, mayHaveHappened } from "../api/actLog.ts";
import type { Clock } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";
import { isStale, isStart, type KeptAct, keptOf } from "../runs/starting/lostActs.ts";
import type { JournalClaims } from "./journalClaims.ts";
import { isAlive, type JournalOwner, readRecord } from "./journalRecord.ts";
import { type Profile, scopeOf } from "./profile.ts";

export interface JournalOptions {
  readonly secrets: Pick<vscode.SecretStorage, "keys" | "get" | "store" | "delete">;
  readonly claims: JournalClaims;
  readonly clock: Clock;
  readonly owner: JournalOwner;
  /** The secret storage does not work: acts are done without being kept. */
  readonly tellBroken: (error: unknown) => void;
}

interface Entry {
  readonly act: KeptAct;
  /** Under way: it will be answered, or become lost. */
  readonly isSent: boolean;
  /** From an earlier life, not yet looked into. */
  readonly isLeft: boolean;
  /** Somebody has to tell what became of it, as the window that could have shown it is gone. */
  readonly isInherited: boolean;
}

const prefix = "deck.acts.";
const beatMs = 10_000;

/**
 * Keeps each act in the secret storage until it is answered, as inputs may be personal. A window that died in
 * between leaves its acts to the next one that looks.
 */
export class Journal implements Disposable {
  private readonly options: JournalOptions;
  private readonly name: string;
  private readonly entries = new Map<string, Entry>();
  private writing: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;
  private beat: Disposable | undefined;
  private isBroken = false;

  constructor(options: JournalOptions) {
    this.options = options;
    this.name = prefix + options.owner.id;
  }

  /** For the client of a profile. */
  logFor(profile: Profile): ActLog {
    const scope = scopeOf(profile);
    return { begin: act => this.begin(act, scope), end: (act, failure) => this.end(act.idempotencyKey, failure) };
  }

  /**
   * What windows that are gone left without an answer, each handed out once; `othersLive` if there are acts of windows
   * that may be alive, so that it is worth asking again.
   */
  async takeLeft(profile: Profile): Promise<{ acts: KeptAct[]; othersLive: boolean }> {
    const othersLive = await this.adopt().catch((error: unknown) => this.break(error));
    const scope = scopeOf(profile);
    const left = [...this.entries.values()].filter(entry => entry.isLeft && entry.act.scope === scope);
    for (const entry of left) this.entries.set(entry.act.key, { ...entry, isLeft: false });
    return { acts: left.map(({ act }) => act), othersLive };
  }

  /** The key of a start like this whose answer was lost, so that starting it again finds it. */
  keyOfLost(profile: Profile, taskId: string, body: unknown): string | undefined {
    const scope = scopeOf(profile);
    const text = JSON.stringify(body);
    const isLike = ({ act, isSent }: Entry): boolean =>
      !isSent && isStart(act) && act.scope === scope && act.id === taskId && JSON.stringify(act.body) === text;
    return [...this.entries.values()].find(isLike)?.act.key;
  }

  /** To be looked into later, as it could not be now. */
  leave(key: string): void {
    const entry = this.entries.get(key);
    if (entry) this.entries.set(key, { ...entry, isLeft: true });
  }

  forget(key: string): void {
    if (this.entries.delete(key)) void this.save();
  }

  dispose(): void {
    this.beat?.dispose();
  }

  private async begin(act: Act, scope: string): Promise<void> {
    const known = this.entries.get(act.idempotencyKey);
    const kept = known?.act ?? keptOf(act, scope, this.options.clock.now());
    this.entries.set(kept.key, { act: kept, isSent: true, isLeft: false, isInherited: known?.isInherited === true });
    if (!known) await this.save();
  }

  /** Of what failed in a window that lives only a start is kept: of all else the window shows what is true now. */
  private end(key: string, failure: unknown): void {
    const entry = this.entries.get(key);
    if (entry && failure !== undefined && (isStart(entry.act) || entry.isInherited) && mayHaveHappened(failure)) {
      this.entries.set(key, { ...entry, isSent: false });
    } else this.forget(key);
  }

  /** One write at a time; all that comes meanwhile shares the next. */
  private save(): Promise<void> {
    this.next ??= this.writing.then(() => {
      this.next = undefined;
      this.writing = this.write().catch((error: unknown) => void this.break(error));
      return this.writing;
    });
    return this.next;
  }

  private async write(): Promise<void> {
    const { secrets, owner, clock } = this.options;
    this.beat?.dispose();
    this.beat = undefined;
    if (this.entries.size === 0) return secrets.delete(this.name);
    this.beat = clock.after(beatMs, () => void this.save());
    const acts = Array.from(this.entries.values(), ({ act }) => act);
    await secrets.store(this.name, JSON.stringify({ owner, aliveAt: clock.now(), acts }));
  }

  /** Takes over what dead windows left; says whether there is more, of windows that may be alive. */
  private async adopt(): Promise<boolean> {
    const { secrets, clock, owner, claims } = this.options;
    const names = (await secrets.keys()).filter(name => name.startsWith(prefix) && name !== this.name);
    let othersLive = false;
    for (const name of names) {
      const record = readRecord(await secrets.get(name));
      if (record && isAlive(record, owner, clock.now())) othersLive = true;
      else if (await claims.take(name)) await this.adoptFrom(name);
    }
    return othersLive;
  }

  private async adoptFrom(name: string): Promise<void> {
    const { secrets, clock, claims } = this.options;
    // Read anew: another window may have been quicker, and have let go of its claim since.
    const acts = readRecord(await secrets.get(name))?.acts ?? [];
    for (const act of acts) if (!isStale(act, clock.now())) this.entries.set(act.key, { act, isSent: false, isLeft: true, isInherited: true });
    if (acts.length > 0) await this.save();
    await secrets.delete(name);
    await claims.release(name);
  }

  private break(error: unknown): false {
    if (!this.isBroken) this.options.tellBroken(error);
    this.isBroken = true;
    return false;
  }
}
