import { join } from "node:path";
import { type Clock, sleep } from "../../base/clock.ts";
import { hasCode, messageOf } from "../../base/errors.ts";
import { type Disposable, Emitter } from "../../base/events.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { Attention } from "../../runs/feed/attention.ts";
import type { RunFeed } from "../../runs/feed/runFeed.ts";
import type { RunStore } from "../../runs/store/runStore.ts";
import { FailureCount } from "./fileErrors.ts";
import { LeaderLock, silentMs } from "./leaderLock.ts";
import { NewsExchange, type TaskNames } from "./newsExchange.ts";
import { sweepBeside } from "./place.ts";
import { concerns, lockFile, SharedFolder } from "./sharedFolder.ts";
import { watchFolder } from "./watchFolder.ts";

export interface SharingPlace {
  /** The folder that all windows of the editor have in common. */
  readonly storage: string;
  /** What goes as it should. */
  readonly log: (line: string) => void;
  readonly warn: (line: string) => void;
}

export interface SharingOptions extends Pick<SharingPlace, "log" | "warn"> {
  /** A folder that all windows of the profile have in common. */
  readonly place: string;
  /** Names this window; no two are the same. */
  readonly owner: string;
  readonly clock: Clock;
  readonly store: RunStore;
  readonly feed: RunFeed;
  /** Whether somebody watches in this window. */
  readonly attention: Attention;
  /** Whether somebody watches in any of them: those who do so elsewhere are added to it. */
  readonly everybody: Attention;
  readonly names: TaskNames;
}

/** Fast enough that a window that dies is missed within 15 seconds. */
const tickMs = 2_500;
/** Changes that come one after the other are written together. */
const writeMs = 100;
/** A window that has just begun to lead has its first answer by then, or else the others ask for themselves. */
const firstNewsMs = 3_000;
const firstLookMs = 100;
/** The files of a window that has not touched them for so long are those of one that died. */
const leftMs = 60_000;

type Act = "watch" | "look" | "write" | "sweep";

/** One of the windows of a profile asks the service, and the others read what it wrote. Without a folder to meet in each asks for itself. */
export class Sharing implements Disposable {
  private readonly options: SharingOptions;
  private readonly folder: SharedFolder;
  private readonly lock: LeaderLock;
  private readonly exchange: NewsExchange;
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new Emitter<boolean>());
  /** Fires with what `isLeader` has become. */
  readonly onDidChangeLeader = this.changed.event;
  private isLeading = true;
  private isOver = false;
  private isLookDue = false;
  private readonly failures = new FailureCount();
  private writing: Disposable | undefined;
  private theirs: Disposable | undefined;
  private timer: Disposable | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(options: SharingOptions) {
    const { place, owner, clock, store, feed, names } = options;
    this.options = options;
    this.folder = new SharedFolder(place, owner);
    this.lock = new LeaderLock(join(place, lockFile), owner, () => clock.now());
    this.exchange = new NewsExchange(this.folder, store, feed, names);
  }

  get isLeader(): boolean {
    return this.isLeading;
  }

  /** Finds out who leads, and shows what is known so far. Never rejects: where it fails, this window asks for itself. */
  async join(): Promise<void> {
    try {
      await this.folder.make();
      await this.lead(await this.lock.take());
      if (this.isOver) return this.leave();
      this.follow();
      if (this.isLeading) await this.exchange.recall();
      else await this.firstNews();
    } catch (error) {
      this.giveUp(error);
    }
  }

  dispose(): void {
    this.isOver = true;
    this.stop();
    this.lifetime.dispose();
    this.leave();
  }

  private follow(): void {
    const { attention, store, feed, clock, place } = this.options;
    const tellWatching = (): void => this.inTurn("watch", () => this.tellWatching());
    this.lifetime.own(attention.onDidBegin(tellWatching));
    this.lifetime.own(attention.onDidEnd(tellWatching));
    this.lifetime.own(feed.onDidAsk(() => this.writeSoon()));
    this.lifetime.own(
      store.onDidChange(change => {
        if (this.exchange.note(change, this.isLeading)) this.writeSoon();
      }),
    );
    this.listen();
    this.tick();
    tellWatching();
    this.inTurn("sweep", () => sweepBeside(place, clock.now()));
  }

  /** Where the system cannot tell of changes, the tick finds them. */
  private listen(): void {
    try {
      this.lifetime.own(watchFolder(this.options.place, name => concerns(name, this.isLeading) && this.lookSoon()));
    } catch (error) {
      this.options.warn(`Changes by other windows show only every few seconds. ${messageOf(error)}`);
    }
  }

  private tick(): void {
    this.timer = this.options.clock.after(tickMs, () => {
      this.inTurn("watch", () => this.tellWatching());
      this.lookSoon();
      this.tick();
    });
  }

  /** One look finds all that was written until then. */
  private lookSoon(): void {
    if (this.isLookDue) return;
    this.isLookDue = true;
    this.inTurn("look", () => {
      this.isLookDue = false;
      return this.look();
    });
  }

  private async look(): Promise<void> {
    await this.lead(this.isLeading ? await this.lock.keep() : await this.lock.take());
    if (this.isLeading) await this.heed();
    else await this.exchange.adopt();
  }

  /** As the one that leads: who watches, and what was learned elsewhere. */
  private async heed(): Promise<void> {
    const now = this.options.clock.now();
    const isWatched = await this.folder.isWatchedElsewhere(now, silentMs);
    if (isWatched && !this.isOver) this.theirs ??= this.options.everybody.look();
    else this.lookAway();
    await this.exchange.hear();
    await this.folder.tidy(now, leftMs);
  }

  /** All that a window that has just opened needs, if the one that leads has it already or will have it soon. */
  private async firstNews(): Promise<void> {
    const { clock } = this.options;
    for (const end = clock.now() + firstNewsMs; !this.isOver && !this.isLeading && clock.now() < end; ) {
      if (await this.exchange.adopt()) return;
      await sleep(clock, firstLookMs);
    }
  }

  private async lead(isLeading: boolean): Promise<void> {
    if (this.isLeading === isLeading || this.isOver) return;
    this.isLeading = isLeading;
    this.lookAway();
    // The last words of the one that led, before this one goes on from there.
    if (isLeading) await this.exchange.adopt();
    this.options.feed.setLeading(isLeading);
    this.options.log(isLeading ? "This window asks for all windows of the profile from now on." : "Another window asks for this one.");
    this.changed.fire(isLeading);
  }

  private writeSoon(): void {
    this.writing ??= this.options.clock.after(writeMs, () => {
      this.writing = undefined;
      this.inTurn("write", () => (this.isLeading ? this.exchange.tell() : this.exchange.say()));
    });
  }

  private async tellWatching(): Promise<void> {
    if (this.options.attention.isWatched) await this.folder.watch(this.options.clock.now());
    else await this.folder.unwatch();
  }

  private lookAway(): void {
    this.theirs?.dispose();
    this.theirs = undefined;
  }

  /** One thing after the other, so that none meets the half of another. */
  private inTurn(what: Act, act: () => Promise<void>): void {
    this.turn = this.after(this.turn, what, act);
  }

  private async after(before: Promise<void>, what: Act, act: () => Promise<void>): Promise<void> {
    await before;
    if (this.isOver) return;
    try {
      await act();
      this.failures.worked(what);
    } catch (error) {
      if (this.failures.failed(what, error)) this.giveUp(error);
      else if (what === "write") this.writeSoon();
    }
  }

  /** A folder that is gone was taken away by a person who signed out, or removed the profile. */
  private giveUp(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stop();
    if (!hasCode(error, "ENOENT")) this.options.warn(`Runs cannot be shared with other windows, so this one asks for itself. ${messageOf(error)}`);
    if (this.isLeading) return;
    this.isLeading = true;
    this.options.feed.setLeading(true);
    this.changed.fire(true);
  }

  private stop(): void {
    this.timer?.dispose();
    this.writing?.dispose();
    this.lookAway();
  }

  /** At once, as a window that closes waits for nothing. */
  private leave(): void {
    try {
      this.folder.leave();
      this.lock.release();
    } catch (error) {
      this.options.warn(`What this window shared could not be removed. ${messageOf(error)}`);
    }
  }
}
