import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import type { ConnectionState } from "../host/connection.ts";
import { learnFilterNames } from "../host/filterNames.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import type { RunListing } from "../runs/listing/runListing.ts";
import { activeFacets, namesIds } from "../runs/store/runFilter.ts";
import { itemOf, restKey } from "./runItems.ts";
import { isOfRun, type Place, type RunNode, RunNodes } from "./runNodes.ts";
import { RunRedraws } from "./runRedraws.ts";
import { tooltipOf } from "./runTooltip.ts";
import { isUnread, ShownRuns } from "./shownRuns.ts";

/** Runs in groups, below the filters in force and the saved queries. It asks for a connection as soon as somebody looks. */
export class RunsTree implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly nodes = new RunNodes();
  private readonly redraws: RunRedraws;
  readonly onDidChangeTreeData: vscode.Event<RunNode[] | undefined>;
  private readonly named = new vscode.EventEmitter<void>();
  /** Fires when it has become known what the ids in filters are called. */
  readonly onDidLearnNames = this.named.event;
  private readonly app: App;
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private shown: ShownRuns | undefined;

  constructor(app: App) {
    this.app = app;
    this.redraws = this.lifetime.own(new RunRedraws(app, this.nodes));
    this.onDidChangeTreeData = this.redraws.onDidChange;
    this.lifetime.own(this.named);
    this.lifetime.own(app.connection.onDidChange(state => this.follow(state)));
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    if (!this.shown) return new vscode.TreeItem("");
    const item = itemOf(node, this.shown, Date.now());
    this.redraws.drew(node, item);
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunNode): vscode.TreeItem {
    const session = this.shown?.session;
    const run = isOfRun(node) ? session?.store.get(node.id) : undefined;
    if (run && session) item.tooltip = tooltipOf(run, session, Date.now(), this.shown?.waits.usualMs(run));
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
        return this.nodeAt(node.query === undefined ? { group: this.shown?.groupOf(node.id) } : { query: node.query });
    }
  }

  /** So many lines are selected now. */
  select(count: number): void {
    this.redraws.select(count);
  }

  /** Rejects with what went wrong: somebody clicked and waits. */
  async loadMore(place: Place): Promise<void> {
    try {
      await this.shown?.listing(place.query)?.loadMore(restKey(place));
    } finally {
      this.redraws.draw(this.nodeAt(place));
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

  private nodeAt({ query, group }: { query?: string; group?: string | undefined }): RunNode | undefined {
    if (query !== undefined) return this.nodes.query(query);
    return group === undefined ? undefined : this.nodes.group(group);
  }

  private follow(state: ConnectionState): void {
    this.following.dispose();
    this.following = new Lifetime();
    this.shown = undefined;
    this.nodes.clear();
    this.redraws.follow(undefined);
    if (state.kind === "opening") return;
    if (state.kind === "open") this.show(state.session);
    this.redraws.draw();
  }

  private show(session: Session): void {
    const shown = this.following.own(new ShownRuns(session, this.app));
    this.shown = shown;
    this.redraws.follow(shown);
    this.following.own(this.app.lens.onDidChange(() => this.refocus(shown)));
    this.refocus(shown);
  }

  /** Shows what the person chose to see now, and asks for its first page and for names. */
  private refocus(shown: ShownRuns): void {
    shown.follow();
    this.redraws.draw();
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
      this.redraws.draw();
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
      .finally(() => this.redraws.draw(node));
  }
}
