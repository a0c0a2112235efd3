import type * as vscode from "vscode";
import { GatheredChanges } from "../base/gatheredChanges.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { concernsPerson } from "../runs/needs/needsYou.ts";
import { dayOf } from "../runs/store/days.ts";
import { DrawnLines } from "./drawnLines.ts";
import { itemOf } from "./runItems.ts";
import { isOfRun, type RunNode, type RunNodes } from "./runNodes.ts";
import { isUnread, type ShownChange, type ShownRuns } from "./shownRuns.ts";

/** Ages move on by themselves; this often the lines are looked at again. */
const ageTickMs = 10_000;

/** Which lines of the tree of runs are to be drawn anew, as runs change and time goes by. */
export class RunRedraws implements vscode.Disposable {
  private readonly changed = new GatheredChanges<RunNode>();
  readonly onDidChange = this.changed.onDidChange;
  private readonly app: App;
  private readonly nodes: RunNodes;
  private readonly drawn = new DrawnLines<RunNode>();
  private drawnOn = dayOf(Date.now());
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private shown: ShownRuns | undefined;
  private areSeveralSelected = false;

  constructor(app: App, nodes: RunNodes) {
    this.app = app;
    this.nodes = nodes;
    this.lifetime.own(this.changed);
    const ticker = setInterval(() => this.drawAges(), ageTickMs);
    this.lifetime.own({ dispose: () => clearInterval(ticker) });
  }

  /** What the tree shows from now on; undefined while it shows nothing. */
  follow(shown: ShownRuns | undefined): void {
    this.following.dispose();
    this.following = new Lifetime();
    this.drawn.clear();
    this.shown = shown;
    if (!shown) return;
    const { session, waits } = shown;
    const drawAll = (): void => this.draw();
    this.following.own(shown.onDidChange(change => this.take(shown, change)));
    this.following.own(session.store.onDidChange(({ steps }) => steps.some(concernsPerson) && this.draw()));
    this.following.own(waits.onDidLearn(() => this.drawSome([this.nodes.needsYou()])));
    this.following.own(this.app.watched.onDidChange(drawAll));
    this.following.own(this.app.starting.onDidChange(drawAll));
  }

  drew(node: RunNode, item: vscode.TreeItem): void {
    if (isOfRun(node)) this.drawn.drew(node, item);
  }

  select(count: number): void {
    this.areSeveralSelected = count > 1;
  }

  /** With all that stands below; without a node the whole tree. */
  draw(node?: RunNode): void {
    this.changed.add(node ? [node] : "all");
  }

  dispose(): void {
    this.following.dispose();
    this.lifetime.dispose();
  }

  /** A run that moves would for a moment be in two groups, which the editor refuses: then all groups are drawn anew. */
  private take(shown: ShownRuns, { query, changed, groups, hasMoved }: ShownChange): void {
    if (isUnread(shown.session)) return;
    if (query !== undefined && groups.size > 0) return this.drawSome([this.nodes.query(query)]);
    if (hasMoved) return this.draw();
    const runs = changed.filter(id => query !== undefined || !groups.has(shown.groupOf(id) ?? "")).map(id => this.nodes.run(id, query));
    this.drawSome([...Array.from(groups, group => this.nodes.group(group)), ...runs]);
  }

  /** Of several lines that are selected the editor forgets some when single ones are drawn anew, and none with all of the tree. */
  private drawSome(nodes: readonly RunNode[]): void {
    this.changed.add(this.areSeveralSelected && nodes.length > 0 ? "all" : nodes);
  }

  private drawAges(): void {
    const { shown } = this;
    if (!shown || !this.app.attention.isWatched) return;
    const now = Date.now();
    shown.moveOn(now);
    if (dayOf(now) !== this.drawnOn) return this.drawForDay(dayOf(now));
    this.drawSome(this.drawn.stale(node => (isThere(node, shown) ? itemOf(node, shown, now) : undefined)));
  }

  /** "Today" is another day now. */
  private drawForDay(day: string): void {
    this.drawnOn = day;
    this.draw();
  }
}

function isThere(node: RunNode, { session }: ShownRuns): boolean {
  return isOfRun(node) && session.store.get(node.id) !== undefined;
}
