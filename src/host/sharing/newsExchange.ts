import type { RunSummary } from "../../api/schemas/run.ts";
import { messageOf } from "../../base/errors.ts";
import { runsToShare, worthSaying } from "../../runs/feed/feedNews.ts";
import type { RunFeed } from "../../runs/feed/runFeed.ts";
import type { RunsChange, RunStore } from "../../runs/store/runStore.ts";
import type { SharedFolder, SharedNews } from "./sharedFolder.ts";

export interface TaskNames {
  /** What is known here of the tasks of these runs, by id. */
  of(runs: readonly RunSummary[]): Readonly<Record<string, string>>;
  learn(names: Readonly<Record<string, string>>): void;
}

/** Of what a window has learned by itself, the last is told. */
const maxSaid = 200;

/** What goes between the store of this window and the files that all of them read. */
export class NewsExchange {
  private readonly folder: SharedFolder;
  private readonly store: RunStore;
  private readonly feed: RunFeed;
  private readonly names: TaskNames;
  /** True while what others wrote is taken over, which is not news of this window. */
  private isTakingOver = false;
  private hasNewRuns = true;
  private said: RunSummary[] = [];
  private saidBefore = 0;

  constructor(folder: SharedFolder, store: RunStore, feed: RunFeed, names: TaskNames) {
    this.folder = folder;
    this.store = store;
    this.feed = feed;
    this.names = names;
  }

  /** Shows what was known the last time, until the first answer is here. */
  async recall(): Promise<void> {
    const news = await this.folder.readNews();
    if (news) this.take(news, () => this.feed.recall(news));
  }

  /** Takes over what the window that leads has written; false if that is nothing. */
  async adopt(): Promise<boolean> {
    const news = await this.folder.readNews();
    if (news) this.take(news, () => this.feed.adopt(news));
    return news !== undefined;
  }

  /** Takes over what the others have learned by themselves. It is passed on with the next news. */
  async hear(): Promise<void> {
    this.store.apply(await this.folder.hear());
  }

  /** Whether there is anything to write. */
  note({ steps }: RunsChange, isLeading: boolean): boolean {
    if (this.isTakingOver) return false;
    this.hasNewRuns = true;
    if (isLeading) return true;
    const news = worthSaying(steps, this.feed.progress.mark);
    this.saidBefore += Math.max(0, this.said.length + news.length - maxSaid);
    this.said = [...this.said, ...news].slice(-maxSaid);
    return news.length > 0;
  }

  /** As the one that leads. */
  async tell(): Promise<void> {
    const { state, progress } = this.feed;
    if (state.kind === "loading") return;
    const { hasNewRuns } = this;
    this.hasNewRuns = false;
    const runs = hasNewRuns ? runsToShare(this.store) : [];
    const problem = state.kind === "stale" ? messageOf(state.error) : undefined;
    try {
      await this.folder.writeNews({ ...progress, runs, problem, names: this.names.of(runs) }, hasNewRuns);
    } catch (error) {
      this.hasNewRuns ||= hasNewRuns;
      throw error;
    }
  }

  /** As one of the others. */
  async say(): Promise<void> {
    if (this.said.length > 0) await this.folder.say(this.said, this.saidBefore);
  }

  private take(news: SharedNews, act: () => void): void {
    this.names.learn(news.names);
    this.isTakingOver = true;
    try {
      act();
    } finally {
      this.isTakingOver = false;
    }
  }
}
