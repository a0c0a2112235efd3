import { hasFailed } from "../api/apiError.ts";
import { systemClock } from "../base/clock.ts";
import type { Disposable } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { logFailure } from "../host/report.ts";
import { pathsOnlyIn } from "../runs/documents/runDocuments.ts";
import { hasNews } from "../runs/feed/detailPlan.ts";
import { Reloads } from "../runs/feed/reloads.ts";
import type { RunFolder } from "./runFolder.ts";
import type { RunFolders } from "./runFolders.ts";

/** What is there now and was not, the other way round, as paths below the run; all else may read otherwise. */
export interface FolderNews {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface WatchedRun {
  readonly profile: string;
  readonly run: string;
  readonly folders: RunFolders;
  readonly tell: (news: FolderNews) => void;
}

/** A run of which a document or folder is in sight: read again while it goes on, as pictures come without any other sign. */
export class RunWatch implements Disposable {
  private readonly app: App;
  private readonly watched: WatchedRun;
  private readonly lifetime = new Lifetime();
  private readonly reloads: Reloads;
  private latest: RunFolder | undefined;
  private isOver = false;

  constructor(app: App, watched: WatchedRun) {
    this.app = app;
    this.watched = watched;
    this.reloads = this.lifetime.own(new Reloads({ id: watched.run, attention: app.attention, clock: systemClock, load: () => this.load() }));
    this.lifetime.own(app.attention.look());
    this.lifetime.own(app.connection.onDidChange(() => this.begin()));
    this.latest = watched.folders.known(watched.profile, watched.run);
    this.begin();
  }

  dispose(): void {
    this.isOver = true;
    this.lifetime.dispose();
  }

  private begin(): void {
    const { session, state } = this.app.connection;
    const { profile, run, folders } = this.watched;
    this.reloads.follow(session?.profile.id === profile ? session : undefined);
    // What is in sight has just been read, or is now; nobody is asked while the way there is unknown.
    if (state.kind === "open") void this.load(() => folders.folder(profile, run));
  }

  private async load(read = () => this.watched.folders.latest(this.watched.profile, this.watched.run)): Promise<void> {
    this.reloads.cancel();
    try {
      const now = await read();
      if (this.isOver) return;
      const before = this.latest;
      this.latest = now;
      if (before && hasNews(before.run, now.run)) {
        this.watched.tell({ added: pathsOnlyIn(now.documents, before.documents), removed: pathsOnlyIn(before.documents, now.documents) });
      }
      this.reloads.succeeded(now.run);
    } catch (error) {
      if (this.isOver) return;
      logFailure(this.app.log, `Reading ${this.watched.run}`, error);
      // Without a connection, a key or the run itself there is nothing to wait for: what brings those back begins anew.
      if (this.app.connection.session && !hasFailed(error, "notFound") && !hasFailed(error, "unauthorized")) this.reloads.failed();
    }
  }
}
