import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { RunStatus } from "../api/schemas/runStatus.ts";
import type { App } from "../host/app.ts";
import type { ConnectionState } from "../host/connection.ts";
import type { Session } from "../host/session.ts";
import type { RunsChange } from "../runs/runStore.ts";
import { itemOf, tooltipOf } from "./runItems.ts";
import { type RunNode, RunNodes } from "./runNodes.ts";

/** Ages move on by themselves; this often the lines are looked at again. */
const ageTickMs = 20_000;

/** Runs by status. It asks for a connection as soon as somebody looks. */
export class RunsTree implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunNode | RunNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly app: App;
  private readonly nodes = new RunNodes();
  /** What each run's line said when it was last drawn. */
  private readonly drawn = new Map<string, string>();
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();

  constructor(app: App) {
    this.app = app;
    this.lifetime.own(app.connection.onDidChange(state => this.follow(state)));
    const ticker = setInterval(() => this.redrawAges(), ageTickMs);
    this.lifetime.own({ dispose: () => clearInterval(ticker) });
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    const session = this.app.connection.session;
    if (!session) return new vscode.TreeItem("");
    const item = itemOf(node, session, Date.now());
    if (node.kind === "run") this.drawn.set(node.id, String(item.description));
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: RunNode): vscode.TreeItem {
    const session = this.app.connection.session;
    const run = node.kind === "run" ? session?.store.get(node.id) : undefined;
    if (run && session) item.tooltip = tooltipOf(run, session, Date.now());
    return item;
  }

  getChildren(node?: RunNode): RunNode[] | Promise<RunNode[]> {
    if (!node) return this.roots();
    const session = this.app.connection.session;
    if (!session || node.kind !== "group") return [];
    const runs = session.store.ofStatus(node.status).map(run => this.nodes.run(run.id));
    return session.feed.hasMore(node.status) ? [...runs, this.nodes.more(node.status)] : runs;
  }

  getParent(node: RunNode): RunNode | undefined {
    if (node.kind === "group") return undefined;
    const status = node.kind === "more" ? node.status : this.app.connection.session?.store.get(node.id)?.status;
    return status === undefined ? undefined : this.nodes.group(status);
  }

  redrawGroup(status: RunStatus): void {
    this.changed.fire(this.nodes.group(status));
  }

  dispose(): void {
    this.following.dispose();
    this.lifetime.dispose();
    this.changed.dispose();
  }

  /** The view shows its progress bar until the first answer is here. */
  private async roots(): Promise<RunNode[]> {
    try {
      const session = await this.app.connection.ensure();
      if (session.feed.state.kind === "loading") await session.feed.refresh();
      return session.store.statuses().map(status => this.nodes.group(status));
    } catch {
      return []; // the connection's state says why, and the view shows that
    }
  }

  private follow(state: ConnectionState): void {
    this.following.dispose();
    this.following = new Lifetime();
    this.nodes.clear();
    this.drawn.clear();
    if (state.kind === "opening") return;
    if (state.kind === "open") {
      this.following.own(state.session.store.onDidChange(change => this.redraw(state.session, change)));
    }
    this.changed.fire(undefined);
  }

  /** A run that moves would for a moment be in two groups, which the editor refuses: then all groups are drawn anew. */
  private redraw(session: Session, change: RunsChange): void {
    if (session.feed.state.kind === "loading") return;
    if (change.hasMoved) return this.changed.fire(undefined);
    const groups = [...change.groups].map(status => this.nodes.group(status));
    const runs = change.changed
      .filter(id => !change.groups.has(session.store.get(id)?.status ?? ""))
      .map(id => this.nodes.run(id));
    this.changed.fire([...groups, ...runs]);
  }

  private redrawAges(): void {
    const session = this.app.connection.session;
    if (!session || !this.app.attention.isWatched) return;
    const now = Date.now();
    const stale = [...this.drawn].filter(([id, line]) => {
      const run = session.store.get(id);
      return run !== undefined && itemOf(this.nodes.run(id), session, now).description !== line;
    });
    if (stale.length > 0) this.changed.fire(stale.map(([id]) => this.nodes.run(id)));
  }
}
