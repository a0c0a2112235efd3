import * as vscode from "vscode";
import type { RunSummary } from "../../api/schemas/run.ts";
import type { App } from "../../host/app.ts";
import type { Session } from "../../host/session.ts";
import { type BulkOutcome, bulkReport, bulkSentence, doAll } from "../../runs/bulk.ts";

/** The ids of the runs among several selected things; undefined where not several were selected. */
export function selectedRuns(selected: unknown): string[] | undefined {
  if (!Array.isArray(selected) || selected.length < 2) return undefined;
  // A run stands once more below each query.
  return [...new Set(selected.filter(isRun).map(({ id }) => id))];
}

function isRun(node: unknown): node is { readonly id: string } {
  return typeof node === "object" && node !== null && runKinds.has(Reflect.get(node, "kind")) && typeof Reflect.get(node, "id") === "string";
}

const runKinds: ReadonlySet<unknown> = new Set(["run", "needy"]);

export interface BulkAct {
  readonly ids: readonly string[];
  /** "Canceling", for the progress; "canceled", for what came of it. */
  readonly doing: string;
  readonly verb: string;
  readonly act: (id: string, take: (run: RunSummary) => void) => Promise<void>;
}

/** Acts on many runs, with progress that can be stopped and a report of what failed. */
export async function actOnAll(app: App, session: Session, { ids, doing, verb, act }: BulkAct): Promise<BulkOutcome> {
  const options = { location: vscode.ProgressLocation.Notification, title: `${doing} ${ids.length === 1 ? "1 run" : `${ids.length} runs`}`, cancellable: true };
  const outcome = await vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const news = new BatchedNews(session, (settled, more) => progress.report({ message: `${settled} of ${ids.length}`, increment: (100 * more) / ids.length }));
    const outcome = await doAll({ ids, act: id => act(id, run => news.take(run)), tell: settled => news.settle(settled), signal: stop.signal });
    news.flush();
    return outcome;
  });
  void session.feed.refresh();
  void tellOutcome(app, session, outcome, verb);
  return outcome;
}

async function tellOutcome(app: App, session: Session, outcome: BulkOutcome, verb: string): Promise<void> {
  const sentence = bulkSentence(outcome, verb);
  if (outcome.failed.length + outcome.left.length === 0) {
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 5_000);
    return;
  }
  const show = "Show Report";
  if ((await vscode.window.showWarningMessage(sentence, show)) !== show) return;
  const nameOf = (id: string): string => {
    const run = session.store.get(id);
    return run ? session.taskName(run) : "Run";
  };
  await app.reports.showReport(`Runs not ${verb}`, bulkReport(outcome, verb, nameOf));
}

/** Longer than the editor waits for a tree to come to rest, so that the tree moves on meanwhile. */
const batchMs = 500;

/** Each change of the store draws the tree, and each report the notification: what comes within a moment is one change. */
class BatchedNews {
  private readonly session: Session;
  private readonly tell: (settled: number, more: number) => void;
  private runs: RunSummary[] = [];
  private told = 0;
  private settled = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(session: Session, tell: (settled: number, more: number) => void) {
    this.session = session;
    this.tell = tell;
  }

  take(run: RunSummary): void {
    this.runs.push(run);
    this.flushSoon();
  }

  settle(settled: number): void {
    this.settled = settled;
    this.flushSoon();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.session.store.apply(this.runs);
    this.runs = [];
    this.tell(this.settled, this.settled - this.told);
    this.told = this.settled;
  }

  private flushSoon(): void {
    this.timer ??= setTimeout(() => this.flush(), batchMs);
  }
}
