import * as vscode from "vscode";
import type { RunSummary } from "../../api/schemas/run.ts";
import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import { logFailure } from "../../host/report.ts";
import type { Session } from "../../host/session.ts";
import { statusIcon } from "../../host/statusIcon.ts";
import { planSearch, type SearchPlan, type SearchStep } from "../../runs/listing/searchPlan.ts";
import { idTail, outcomeText } from "../../runs/runLine.ts";
import { momentText } from "../../runs/store/days.ts";

/** Long enough not to ask for every letter. */
const pauseMs = 250;
const maxLocal = 50;
const pageSize = 50;

interface RunItem extends vscode.QuickPickItem {
  readonly id?: string;
}

/** Opens a run that is found by what is typed: at the service where it can be asked, else among the runs that are here. */
export async function searchRuns(app: App): Promise<void> {
  const session = await app.connection.ensure();
  const id = await new RunSearch(app, session).pick();
  await vscode.commands.executeCommand(commandIds.openRun, { id });
}

class RunSearch {
  private readonly app: App;
  private readonly session: Session;
  /** Undefined until they were asked for. */
  private tasks: readonly { readonly id: string; readonly name: string }[] | undefined;
  private readonly lifetime = new Lifetime();
  private readonly box: vscode.QuickPick<RunItem>;
  private asking = new AbortController();
  private timer: vscode.Disposable | undefined;
  private isOver = false;

  constructor(app: App, session: Session) {
    this.app = app;
    this.session = session;
    this.box = this.lifetime.own(vscode.window.createQuickPick<RunItem>());
    this.box.title = "Search Runs";
    this.box.placeholder = "A run's id, a task, a status, words of an error, or days: today, 2026-11-03, 2026-11-01..2026-11-03";
    this.box.matchOnDescription = true;
    this.box.matchOnDetail = true;
    this.lifetime.own({ dispose: () => this.end() });
  }

  /** Throws a `CancellationError` if the person leaves. */
  pick(): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      this.lifetime.own(this.box.onDidChangeValue(() => this.search()));
      this.lifetime.own(this.box.onDidHide(() => reject(new vscode.CancellationError())));
      this.lifetime.own(
        this.box.onDidAccept(() => {
          const id = this.box.selectedItems[0]?.id;
          if (id !== undefined) resolve(id);
        }),
      );
      this.search();
      this.box.show();
      void this.prepare();
    }).finally(() => this.lifetime.dispose());
  }

  /** Whoever searches can type meanwhile: a slow server is no reason to show nothing. */
  private async prepare(): Promise<void> {
    const { feed, tasks } = this.session;
    const [all] = await Promise.all([tasks.all().catch(() => []), feed.state.kind === "loading" ? feed.refresh() : undefined]);
    this.tasks = all;
    if (!this.isOver) this.search();
  }

  private stop(): void {
    this.timer?.dispose();
    this.asking.abort();
  }

  private end(): void {
    this.isOver = true;
    this.stop();
  }

  private search(): void {
    this.stop();
    const taskName = (id: string): string => this.session.taskName({ task_id: id });
    const plan = planSearch(this.box.value, { tasks: this.tasks ?? [], taskName, now: Date.now() });
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.show(plan, []);
    this.box.busy = plan.steps.length > 0 || this.tasks === undefined;
    if (plan.steps.length > 0) this.timer = systemClock.after(pauseMs, () => void this.ask(plan, signal));
  }

  private async ask(plan: SearchPlan, signal: AbortSignal): Promise<void> {
    const sections = await Promise.all(plan.steps.map(step => this.section(plan, step, signal)));
    if (signal.aborted) return;
    this.show(plan, sections.flat());
    this.box.busy = this.tasks === undefined;
  }

  private async section(plan: SearchPlan, step: SearchStep, signal: AbortSignal): Promise<RunItem[]> {
    const from = this.session.profile.name;
    try {
      const { runs, hasMore } = await this.found(plan, step, signal);
      const what = step.kind === "id" ? "by its id" : `${hasMore ? `the newest ${runs.length} ` : ""}${step.what}`;
      return [separator(`${from}: ${runs.length === 0 ? `no ${step.kind === "id" ? "run of this id" : step.what}` : what}`), ...this.items(runs)];
    } catch (error) {
      if (!signal.aborted) logFailure(this.app.log, "Searching", error);
      return [{ label: "$(warning) Only the loaded runs were searched", detail: messageOf(error), alwaysShow: true }];
    }
  }

  private async found({ matches }: SearchPlan, step: SearchStep, signal: AbortSignal): Promise<{ runs: readonly RunSummary[]; hasMore: boolean }> {
    const { runs } = this.session.client;
    if (step.kind === "list") {
      const page = await runs.page({ ...step.question, limit: pageSize }, signal);
      return { runs: page.data.filter(matches), hasMore: page.has_more };
    }
    const run = await runs.find(step.id, signal);
    return { runs: run ? [run] : [], hasMore: false };
  }

  private show(plan: SearchPlan, fromService: readonly RunItem[]): void {
    const { store } = this.session;
    const shown = new Set(fromService.flatMap(({ id }) => id ?? []));
    const here = store.newest().filter(run => !shown.has(run.id) && plan.matches(run));
    const oldest = store.newest().at(-1);
    const among = `among ${store.size} loaded ${store.size === 1 ? "run" : "runs"}${oldest ? ` since ${momentText(oldest.created_at, Date.now())}` : ""}`;
    const none = shown.size > 0 ? "no others" : "none";
    const count = here.length > maxLocal ? `the newest ${maxLocal} of ${here.length}` : here.length === 0 ? none : `${here.length}`;
    this.box.items = [...fromService, separator(`${count} ${among}`), ...this.items(here.slice(0, maxLocal))];
    // Separators are hidden while the editor sorts by what was typed.
    this.box.title = `Search Runs: ${[...fromService.filter(isSeparator).map(({ label }) => label), `${count} ${among}`].join("; ")}`;
  }

  private items(runs: readonly RunSummary[]): RunItem[] {
    return runs.map(run => ({
      id: run.id,
      label: this.session.taskName(run),
      description: `${idTail(run.id)} · ${momentText(run.created_at, Date.now())} · ${outcomeText(run)}`,
      iconPath: statusIcon(run.status, run.result),
      // It was found already, by more than the editor sees of it.
      alwaysShow: true,
    }));
  }
}

function separator(label: string): RunItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function isSeparator({ kind }: RunItem): boolean {
  return kind === vscode.QuickPickItemKind.Separator;
}
