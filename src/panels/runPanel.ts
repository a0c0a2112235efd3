import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import type { Run } from "../api/schemas/run.ts";
import { messageOf } from "../base/errors.ts";
import { Lifetime } from "../base/lifetime.ts";
import { unreachable } from "../base/unreachable.ts";
import type { App } from "../host/app.ts";
import { commandIds } from "../host/commandIds.ts";
import { pageOptions, pageShell } from "../host/pageShell.ts";
import { logFailure, report } from "../host/report.ts";
import { learnNames, type Session } from "../host/session.ts";
import { FromRunPage, type RunActionId, type RunPageState, type ToRunPage } from "../protocol/runPage.ts";
import { runTitle } from "../runs/runLine.ts";
import { isActive } from "../runs/status.ts";
import { fetchFrame } from "./runFrames.ts";
import { type RunNames, runView } from "./runView.ts";
import { saveRunFile } from "./saveRunFile.ts";

/** While a run goes on its pictures come without any other sign of change. */
const activeReloadMs = 3_000;

const commandOf: Readonly<Record<RunActionId, string>> = {
  cancel: commandIds.cancelRun,
  answer: commandIds.answerRun,
  copyId: commandIds.copyRunId,
  refresh: commandIds.refresh,
};

/** What a failure of each intent is called. */
const doing: Readonly<Record<FromRunPage["type"], string>> = {
  ready: "Showing the run",
  act: "The action",
  wantFrame: "Reading the screenshot",
  copy: "Copying",
  saveFile: "Saving the file",
};

/** One run in an editor tab, kept true for as long as it can be seen. */
export class RunPanel implements vscode.Disposable {
  readonly id: string;
  private readonly app: App;
  private readonly panel: vscode.WebviewPanel;
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private looking: vscode.Disposable | undefined;
  private reload: NodeJS.Timeout | undefined;
  private loading: AbortController | undefined;
  private state: RunPageState;
  private run: Run | undefined;
  private isOver = false;

  constructor(app: App, panel: vscode.WebviewPanel, id: string) {
    this.app = app;
    this.panel = panel;
    this.id = id;
    this.state = { kind: "loading", id };
    this.lifetime.own(panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message)));
    this.lifetime.own(panel.onDidChangeViewState(() => this.look()));
    this.lifetime.own(app.connection.onDidChange(() => this.follow()));
    panel.webview.options = pageOptions(app.extensionUri);
    panel.webview.html = pageShell(panel.webview, app.extensionUri, "runPage", "Run");
    this.follow();
    this.look();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.isOver = true;
    this.loading?.abort();
    clearTimeout(this.reload);
    this.looking?.dispose();
    this.following.dispose();
    this.lifetime.dispose();
  }

  /** Seen, it counts as a reason to ask often; hidden, it asks for nothing. */
  private look(): void {
    this.looking?.dispose();
    this.looking = this.panel.visible ? this.app.attention.look() : undefined;
    if (this.panel.visible) void this.load();
    else clearTimeout(this.reload);
  }

  private follow(): void {
    this.following.dispose();
    this.following = new Lifetime();
    const session = this.app.connection.session;
    if (!session) return;
    this.following.own(
      session.store.onDidChange(change => {
        if (change.changed.includes(this.id)) void this.load();
      }),
    );
    void this.load();
  }

  /** An answer that was overtaken by a later question is dropped. */
  private async load(): Promise<void> {
    if (this.isOver) return;
    this.loading?.abort();
    clearTimeout(this.reload);
    if (!this.panel.visible) return;
    const loading = new AbortController();
    this.loading = loading;
    try {
      const session = await this.app.connection.join();
      const run = await session.client.runs.get(this.id, ["input", "storage", "artifacts"], loading.signal);
      const names = await namesOf(session, run, loading.signal);
      if (loading.signal.aborted) return;
      this.show(run, names);
      if (isActive(run.status)) this.reload = setTimeout(() => void this.load(), activeReloadMs);
    } catch (error) {
      if (!loading.signal.aborted) this.showProblem(error);
    }
  }

  private show(run: Run, names: RunNames): void {
    this.run = run;
    this.panel.title = runTitle(names.task, run.id);
    this.become({ kind: "run", run: runView(run, names) });
  }

  private showProblem(error: unknown): void {
    logFailure(this.app.log, `Reading ${this.id}`, error);
    const why = messageOf(error);
    if (hasFailed(error, "notFound")) this.become({ kind: "missing", id: this.id, why });
    else if (this.state.kind === "run") this.become({ ...this.state, problem: why });
    else this.become({ kind: "missing", id: this.id, why });
    // What can pass by itself is tried again.
    if (this.app.connection.session && !hasFailed(error, "notFound") && !hasFailed(error, "unauthorized")) {
      this.reload = setTimeout(() => void this.load(), 2 * activeReloadMs);
    }
  }

  private become(state: RunPageState): void {
    this.state = state;
    this.tell({ type: "state", state });
  }

  private tell(message: ToRunPage): void {
    // What was asked for before the tab was closed may come after it.
    if (!this.isOver) void this.panel.webview.postMessage(message);
  }

  private async receive(message: unknown): Promise<void> {
    const intent = FromRunPage.safeParse(message);
    if (!intent.success) return this.app.log.warn(`The run page sent what is not understood: ${intent.error.message}`);
    try {
      await this.act(intent.data);
    } catch (error) {
      await report(this.app, doing[intent.data.type], error);
    }
  }

  private async act(intent: FromRunPage): Promise<void> {
    switch (intent.type) {
      case "ready":
        return this.tell({ type: "state", state: this.state });
      case "act":
        await vscode.commands.executeCommand(commandOf[intent.action], { id: this.id });
        return this.load();
      case "wantFrame":
        return this.tell(await fetchFrame(await this.app.connection.join(), this.run, intent.index));
      case "copy":
        return vscode.env.clipboard.writeText(intent.text);
      case "saveFile":
        return saveRunFile(await this.app.connection.ensure(), this.run, intent.id);
      default:
        return unreachable(intent);
    }
  }
}

async function namesOf(session: Session, run: Run, signal: AbortSignal): Promise<RunNames> {
  const { tasks, agents, sources, credentials } = session;
  await Promise.all([
    learnNames(tasks, [run.task_id], signal),
    learnNames(agents, [run.agent_id], signal),
    learnNames(sources, [run.source_id], signal),
    learnNames(credentials, [run.credential_id], signal),
  ]);
  const source = sources.get(run.source_id);
  const credential = credentials.get(run.credential_id);
  const username = credential?.auth_credentials?.["username"];
  return {
    task: session.taskName(run),
    agent: agents.get(run.agent_id)?.name,
    source: source?.name ?? source?.website?.url,
    credential: typeof username === "string" ? username : (credential?.external_id ?? undefined),
  };
}
