import * as vscode from "vscode";
import type { RunSummary } from "../../api/schemas/run.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import type { ConnectionState } from "../../host/connection.ts";
import { logFailure } from "../../host/report.ts";
import type { Session } from "../../host/session.ts";
import { showsProgress } from "../../host/settings.ts";
import { progressText, thinkerOf } from "../../runs/starting/progressText.ts";
import { isActive } from "../../runs/status.ts";

/** One notification for all runs that were started here and go on: it ends when the last of them has ended at the service. */
export function registerRunProgress(app: App): vscode.Disposable {
  let shown: ShownProgress | undefined;
  const drop = (): void => {
    shown?.dispose();
    shown = undefined;
  };
  const follow = (session: Session, ids: readonly string[]): void => {
    if (ids.length === 0 || !showsProgress()) return;
    if (shown?.session !== session) drop();
    shown ??= new ShownProgress(app, session);
    shown.follow(ids);
  };
  // Those that were begun before the window was reloaded, or showed another profile.
  const meet = (state: ConnectionState): void => {
    if (state.kind === "open") follow(state.session, app.ownRuns.of(state.session.profile.id));
    else drop();
  };
  return vscode.Disposable.from(
    app.ownRuns.onDidAdd(({ profile, id }) => {
      const { session } = app.connection;
      if (session?.profile.id === profile) follow(session, [id]);
    }),
    app.connection.onDidChange(meet),
    { dispose: drop },
  );
}

/** The pictures are asked for this often, while somebody is there to read what the agent thinks of them. */
const thoughtPauseMs = 5_000;

class ShownProgress implements vscode.Disposable {
  readonly session: Session;
  private readonly app: App;
  private readonly lifetime = new Lifetime();
  private readonly ids = new Set<string>();
  private end: (() => void) | undefined;
  private tell: ((message: string) => void) | undefined;
  private thought: { readonly id: string; readonly text: string | undefined } | undefined;
  private isAsking = false;
  private isFailing = false;

  constructor(app: App, session: Session) {
    this.app = app;
    this.session = session;
    this.lifetime.own(session.store.onDidChange(({ changed }) => changed.some(id => this.ids.has(id)) && this.update()));
  }

  follow(ids: readonly string[]): void {
    for (const id of ids) this.ids.add(id);
    this.update();
  }

  dispose(): void {
    this.ids.clear();
    this.end?.();
    this.lifetime.dispose();
  }

  private active(): RunSummary[] {
    const known = [...this.ids].map(id => this.session.store.get(id)).filter(run => run !== undefined);
    return known.filter(({ status }) => isActive(status));
  }

  private update(): void {
    const runs = this.active();
    // One that the store does not have yet is about to come.
    for (const id of this.ids) if (this.session.store.get(id) && !runs.some(run => run.id === id)) this.ids.delete(id);
    if (runs.length === 0) return this.end?.();
    if (!this.end) this.show();
    const isHeard = this.thought !== undefined && this.thought.id === thinkerOf(runs)?.id;
    this.tell?.(progressText(runs, run => this.session.taskName(run), isHeard ? this.thought?.text : undefined));
    if (!isHeard) void this.learnThought();
  }

  private show(): void {
    const ended = Promise.withResolvers<void>();
    // The run itself stays as it is while its agent thinks.
    const ticker = setInterval(() => void this.learnThought(), thoughtPauseMs);
    const close = (): void => {
      clearInterval(ticker);
      this.end = undefined;
      this.tell = undefined;
      ended.resolve();
    };
    this.end = close;
    const options = { location: vscode.ProgressLocation.Notification, title: "Deck", cancellable: true };
    void vscode.window.withProgress(options, (progress, token) => {
      this.tell = message => progress.report({ message });
      token.onCancellationRequested(() => void this.cancel(close));
      this.update();
      return ended.promise;
    });
  }

  /** The editor takes the notification away at once; it comes back if the runs go on after all. */
  private async cancel(close: () => void): Promise<void> {
    close();
    const nodes = this.active().map(({ id }) => ({ kind: "run", id }));
    await vscode.commands.executeCommand(commandIds.cancelRun, nodes[0], nodes);
    this.update();
  }

  private async learnThought(): Promise<void> {
    const id = thinkerOf(this.active())?.id;
    if (id === undefined || this.isAsking || !vscode.window.state.focused) return;
    this.isAsking = true;
    try {
      const { artifacts } = await this.session.client.inBackground().runs.get(id, ["artifacts"]);
      this.isFailing = false;
      const text = artifacts?.screenshots?.findLast(({ reasoning }) => reasoning)?.reasoning ?? undefined;
      if (text === this.thought?.text && id === this.thought?.id) return;
      this.thought = { id, text };
      this.update();
    } catch (error) {
      if (!this.isFailing) logFailure(this.app.log, "Reading what the agent thinks", error);
      this.isFailing = true;
    } finally {
      this.isAsking = false;
    }
  }
}
