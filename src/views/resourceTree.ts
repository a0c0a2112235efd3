import * as vscode from "vscode";
import { messageOf } from "../base/errors.ts";
import { GatheredChanges } from "../base/gatheredChanges.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import type { ConnectionState } from "../host/connection.ts";
import { logFailure } from "../host/report.ts";
import type { Session } from "../host/session.ts";
import { ageText } from "../runs/duration.ts";
import { DrawnLines } from "./drawnLines.ts";

/** A line of a view, and what its commands are given: a thing of the service by its id. */
export interface ResourceNode {
  /** Unique in the tree: the editor remembers selection and folding by it. */
  readonly key: string;
  readonly id: string;
  item(now: number): vscode.TreeItem;
  children?(): Promise<readonly ResourceNode[]> | readonly ResourceNode[];
}

interface TreeEvents {
  readonly outdated: () => void;
  readonly changed: (nodes: readonly ResourceNode[]) => void;
}

export interface ResourceView {
  /** As in "Reading the tasks failed". */
  readonly what: string;
  /** What stands at the top of the tree. */
  read(session: Session, signal: AbortSignal): Promise<readonly ResourceNode[]>;
  /** Called once for each session; `outdated` has it read again, `changed` only draws these lines anew. */
  follow?(session: Session, tree: TreeEvents): vscode.Disposable;
}

/** What is known of a session's resources. */
interface Known {
  readonly nodes: readonly ResourceNode[];
  readonly at: number;
}

/** Texts with a time in them are looked at this often. */
const tickMs = 10_000;
/** What could not be read is tried again after this time, if somebody looks; at once when the runs can be read again. */
const retryMs = 30_000;

/**
 * The things of one kind, asked for when somebody looks, and kept until they are outdated. What cannot be read stays as
 * it was, with a sentence that says why.
 */
export class ResourceTree implements vscode.TreeDataProvider<ResourceNode>, vscode.Disposable {
  private readonly changed = new GatheredChanges<ResourceNode>();
  readonly onDidChangeTreeData = this.changed.onDidChange;
  private readonly told = new vscode.EventEmitter<string>();
  /** What stands above the tree; empty if there is nothing to say. */
  readonly onDidTell = this.told.event;
  private readonly app: App;
  private readonly view: ResourceView;
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private reading: Promise<readonly ResourceNode[]> | undefined;
  private known: Known | undefined;
  /** When it could not be read, where that is the newest that is known. */
  private failedAt: number | undefined;
  private readonly drawn = new DrawnLines<ResourceNode>();
  /** Beneath each line, as last asked for: what takes their place must not gather. */
  private readonly beneath = new Map<string, readonly ResourceNode[]>();

  constructor(app: App, view: ResourceView) {
    this.app = app;
    this.view = view;
    this.lifetime.own(this.changed);
    this.lifetime.own(this.told);
    this.lifetime.own(app.connection.onDidChange(state => this.follow(state)));
    const ticker = setInterval(() => this.tick(), tickMs);
    this.lifetime.own({ dispose: () => clearInterval(ticker) });
    this.follow(app.connection.state);
  }

  getTreeItem(node: ResourceNode): vscode.TreeItem {
    const item = node.item(Date.now());
    item.id = node.key;
    this.drawn.drew(node, item);
    return item;
  }

  async getChildren(node?: ResourceNode): Promise<ResourceNode[]> {
    if (node) return this.below(node);
    this.reading ??= this.read();
    return [...(await this.reading)];
  }

  private async below(node: ResourceNode): Promise<ResourceNode[]> {
    const children = [...((await node.children?.()) ?? [])];
    const kept = new Set(children);
    for (const before of this.beneath.get(node.key) ?? []) if (!kept.has(before)) this.drawn.forget(before);
    this.beneath.set(node.key, children);
    return children;
  }

  /** Asks the service again, now if somebody looks. Opens a connection that was refused or failed, too. */
  async refresh(): Promise<void> {
    await this.app.connection.retry();
    this.outdate();
  }

  dispose(): void {
    this.following.dispose();
    this.lifetime.dispose();
  }

  private follow(state: ConnectionState): void {
    this.following.dispose();
    this.following = new Lifetime();
    this.known = undefined;
    this.reading = undefined;
    this.failedAt = undefined;
    if (state.kind === "opening") return;
    if (state.kind === "open") {
      this.following.own(state.session.feed.onDidChangeState(({ kind }) => kind === "fresh" && this.failedAt !== undefined && this.outdate()));
    }
    if (state.kind === "open" && this.view.follow) {
      this.following.own(this.view.follow(state.session, { outdated: () => this.outdate(), changed: nodes => this.redraw(nodes) }));
    }
    this.outdate();
  }

  private outdate(): void {
    this.reading = undefined;
    this.changed.add("all");
  }

  private async read(): Promise<readonly ResourceNode[]> {
    const stopped = new AbortController();
    this.following.own({ dispose: () => stopped.abort() });
    try {
      const session = await this.app.connection.join();
      const nodes = await this.view.read(session, stopped.signal);
      if (stopped.signal.aborted) return [];
      this.drawn.clear();
      this.beneath.clear();
      this.known = { nodes, at: Date.now() };
      this.failedAt = undefined;
      this.told.fire("");
      return nodes;
    } catch (error) {
      return stopped.signal.aborted ? [] : this.failed(error);
    }
  }

  private failed(error: unknown): readonly ResourceNode[] {
    const { known } = this;
    // The runs' view says why there is no connection; here it would be said four times.
    if (this.app.connection.session) {
      this.failedAt = Date.now();
      logFailure(this.app.log, `Reading the ${this.view.what}`, error);
      this.told.fire(`${messageOf(error)}${known && known.nodes.length > 0 ? ` Showing what was known ${ageText(new Date(known.at).toISOString(), Date.now())}.` : ""}`);
    } else this.told.fire(this.app.connection.state.kind === "failed" ? "There is no connection. The Runs view says why." : "");
    return known?.nodes ?? [];
  }

  private redraw(nodes: readonly ResourceNode[]): void {
    this.changed.add(nodes.filter(node => this.drawn.has(node)));
  }

  private tick(): void {
    const now = Date.now();
    if (this.failedAt !== undefined && now - this.failedAt >= retryMs && this.app.connection.session?.feed.state.kind === "fresh") this.outdate();
    this.changed.add(this.drawn.stale(node => node.item(now)));
  }
}

/** A tree in its view. */
export interface ShownTree extends vscode.Disposable {
  readonly tree: ResourceTree;
  /** What stands above the lines; empty if there is nothing to say. */
  message(this: void): string;
}

/** Puts a tree into its view, and keeps both up to date. */
export function showTree(tree: ResourceTree, view: vscode.TreeView<ResourceNode>, ...more: vscode.Disposable[]): ShownTree {
  const parts = vscode.Disposable.from(view, tree, tree.onDidTell(message => (view.message = message)), ...more);
  return { tree, message: () => view.message ?? "", dispose: () => parts.dispose() };
}
