import * as vscode from "vscode";
import { GatheredChanges } from "../base/gatheredChanges.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import type { ConnectionState } from "../host/connection.ts";
import { learnFilterNames } from "../host/filterNames.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { dayOf } from "../runs/days.ts";
import { concernsPerson } from "../runs/needsYou.ts";
import { activeFacets, namesIds } from "../runs/runFilter.ts";
import type { RunListing } from "../runs/runListing.ts";
import { itemOf, restKey } from "./runItems.ts";
import { type Place, type RunNode, RunNodes } from "./runNodes.ts";
import { tooltipOf } from "./runTooltip.ts";
import { type ShownChange, ShownRuns } from "./shownRuns.ts";

/** Ages move on by themselves; this often the lines are looked at again. */
const ageTickMs = 10_000;

/** Runs in groups, below the filters in force and the saved queries. It asks for a connection as soon as somebody looks. */
export class RunsTree implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly changed = new GatheredChanges<RunNode>();
  readonly onDidChangeTreeData = this.changed.onDidChange;
  private readonly named = new vscode.EventEmitter<void>();
  /** Fires when it has become known what the ids in filters are called. */
  readonly onDidLearnNames = this.named.event;
  private readonly app: App;
  private readonly nodes = new RunNodes();
  /** What each run's line said when it was last drawn. */
  private readonly drawn = new Map<RunNode, string>();
  private drawnOn = dayOf(Date.now());
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private shown: ShownRuns | undefined;

  constructor(app: App) {
    this.app = app;
    this.lifetime.own(this.changed);
    this.lifetime.own(this.named);
    this.lifetime.own(app.connection.onDidChange(state => this.follow(state)));
    const ticker = setInterval(() => this.redrawAges(), ageTickMs);
    this.lifetime.own({ dispose: () => clearInterval(ticker) });
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (!this.shown) return new vscode.TreeItem("");
    const item = itemOf(node, this.shown, Date.now());
    if (isRun(node)) this.drawn.set(node, String(item.description));
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunNode): vscode.TreeItem {
    const session = this.shown?.session;
    const run = isRun(node) ? session?.store.get(node.id) : undefined;
    if (run && session) item.tooltip = tooltipOf(run, session, Date.now());
    return item;
  }

  getChildren(node?: RunNode): RunNode[] | Promise<RunNode[]> {
    if (!node) return this.roots();
    if (node.kind === "needsYou") return this.shown?.needy.map(({ id }) => this.nodes.needy(id)) ?? [];
    if (node.kind === "group") return this.runsAt({ group: node.group });
    if (node.kind !== "query") return [];
    const listing = this.shown?.listing(node.name);
    if (!listing) return [];
    this.begin(listing, node);
    return listing.isEmpty ? [this.nodes.none(node.name), ...this.more({ query: node.name })] : this.runsAt({ query: node.name });
  }

  getParent(node: RunNode): RunNode | undefined {
    switch (node.kind) {
      case "filter":
      case "query":
      case "group":
      case "needsYou":
      case "starting":
        return undefined;
      case "needy":
        return this.nodes.needsYou();
      case "none":
        return node.query === undefined ? undefined : this.nodes.query(node.query);
      case "more":
        return this.nodeAt(node.place);
      case "run":
        return this.nodeAt(node.query === undefined ? { group: this.groupOf(node.id) } : { query: node.query });
    }
  }

  /** Rejects with what went wrong: somebody clicked and waits. */
  async loadMore(place: Place): Promise<void> {
    try {
      await this.shown?.listing(place.query)?.loadMore(restKey(place));
    } finally {
      this.redrawAt(this.nodeAt(place));
    }
  }

  dispose(): void {
    this.following.dispose();
    this.lifetime.dispose();
  }

  /** The view shows its progress bar until the first answer is here. */
  private async roots(): Promise<RunNode[]> {
    try {
      const session = await this.app.connection.join();
      if (isUnread(session)) await session.feed.refresh();
      return this.top();
    } catch {
      return []; // the connection's state says why, and the view shows that
    }
  }

  private top(): RunNode[] {
    const listing = this.shown?.listing();
    if (!this.shown || !listing) return [];
    const needsYou = this.shown.needy.length > 0 ? [this.nodes.needsYou()] : [];
    const filters = activeFacets(this.shown.filter).map(facet => this.nodes.filter(facet));
    const queries = this.shown.queries.map(({ name }) => this.nodes.query(name));
    const groups = this.shown.groups().map(group => this.nodes.group(group));
    // Where nothing stands at all the view has a welcome.
    const none = listing.isEmpty && filters.length + queries.length > 0 ? [this.nodes.none()] : [];
    const starting = this.app.starting.of(this.shown.session.profile.id).map(({ key }) => this.nodes.starting(key));
    return [...needsYou, ...filters, ...starting, ...queries, ...groups, ...none, ...this.more({})];
  }

  private runsAt(place: Place): RunNode[] {
    const runs = this.shown?.listing(place.query)?.runs(place.group ?? "") ?? [];
    return [...runs.map(run => this.nodes.run(run.id, place.query)), ...this.more(place)];
  }

  private more(place: Place): RunNode[] {
    return this.shown?.listing(place.query)?.rest(restKey(place)) ? [this.nodes.more(place)] : [];
  }

  /** Undefined for a run that has left. */
  private groupOf(id: string): string | undefined {
    const run = this.shown?.session.store.get(id);
    return run && this.shown?.listing()?.groupOf(run);
  }

  private nodeAt({ query, group }: { query?: string; group?: string | undefined }): RunNode | undefined {
    if (query !== undefined) return this.nodes.query(query);
    return group === undefined ? undefined : this.nodes.group(group);
  }

  private follow(state: ConnectionState): void {
    this.following.dispose();
    this.following = new Lifetime();
    this.shown = undefined;
    this.nodes.clear();
    this.drawn.clear();
    if (state.kind === "opening") return;
    if (state.kind === "open") this.show(state.session);
    this.changed.add("all");
  }

  private show(session: Session): void {
    const shown = this.following.own(new ShownRuns(session, this.app));
    this.shown = shown;
    this.following.own(shown.onDidChange(change => this.redraw(shown, change)));
    this.following.own(
      session.store.onDidChange(({ steps }) => {
        if (steps.some(concernsPerson)) this.changed.add("all");
      }),
    );
    this.following.own(this.app.watched.onDidChange(() => this.changed.add("all")));
    this.following.own(this.app.starting.onDidChange(() => this.changed.add("all")));
    this.following.own(shown.waits.onDidLearn(() => this.changed.add([this.nodes.needsYou()])));
    this.following.own(this.app.lens.onDidChange(() => this.refocus(shown)));
    this.refocus(shown);
  }

  /** Shows what the person chose to see now, and asks for its first page and for names. */
  private refocus(shown: ShownRuns): void {
    shown.follow();
    this.changed.add("all");
    const listing = shown.listing();
    if (listing) this.begin(listing, undefined);
    void this.learnNames(shown);
  }

  private async learnNames(shown: ShownRuns): Promise<void> {
    const filters = [shown.filter, ...shown.queries.map(({ filter }) => filter)];
    if (!filters.some(namesIds)) return;
    const stopped = new AbortController();
    this.following.own({ dispose: () => stopped.abort() });
    try {
      await learnFilterNames(shown.session, filters, stopped.signal);
      this.changed.add("all");
      this.named.fire();
    } catch (error) {
      if (!stopped.signal.aborted) logFailure(this.app.log, "Looking up names", error);
    }
  }

  /** What is found while it asks shows at once, by way of the store. */
  private begin(listing: RunListing, node: RunNode | undefined): void {
    if (listing.progress !== "unread") return;
    listing
      .begin()
      .catch((error: unknown) => logFailure(this.app.log, "Looking for runs", error))
      .finally(() => this.redrawAt(node));
  }

  /** A run that moves would for a moment be in two groups, which the editor refuses: then all groups are drawn anew. */
  private redraw(shown: ShownRuns, { query, changed, groups, hasMoved }: ShownChange): void {
    if (isUnread(shown.session)) return;
    if (query !== undefined && groups.size > 0) return this.changed.add([this.nodes.query(query)]);
    if (hasMoved) return this.changed.add("all");
    const runs = changed.filter(id => query !== undefined || !groups.has(this.groupOf(id) ?? "")).map(id => this.nodes.run(id, query));
    this.changed.add([...Array.from(groups, group => this.nodes.group(group)), ...runs]);
  }

  /** With all that stands below; without a node the whole tree. */
  private redrawAt(node: RunNode | undefined): void {
    this.changed.add(node ? [node] : "all");
  }

  private redrawAges(): void {
    const { shown } = this;
    if (!shown || !this.app.attention.isWatched) return;
    const now = Date.now();
    shown.moveOn(now);
    if (dayOf(now) !== this.drawnOn) return this.redrawForDay(dayOf(now));
    const stale = [...this.drawn].filter(([node, line]) => isThere(node, shown) && itemOf(node, shown, now).description !== line);
    this.changed.add(stale.map(([node]) => node));
  }

  /** "Today" is another day now. */
  private redrawForDay(day: string): void {
    this.drawnOn = day;
    this.changed.add("all");
  }
}

function isRun(node: RunNode): node is RunNode & { readonly id: string } {
  return node.kind === "run" || node.kind === "needy";
}

/** Nothing is known yet, not even from the last time. */
function isUnread({ feed }: Session): boolean {
  return feed.state.kind === "loading" && feed.state.since === undefined;
}

function isThere(node: RunNode, { session }: ShownRuns): boolean {
  return isRun(node) && session.store.get(node.id) !== undefined;
}
