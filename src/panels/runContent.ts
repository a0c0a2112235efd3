import type { Run, RunSummary } from "../api/schemas/run.ts";
import { memberTexts } from "../base/jsonMembers.ts";
import { readEvents } from "../host/runEvents.ts";
import type { Session } from "../host/session.ts";
import type { RunHistory } from "../runs/documents/runTimeline.ts";
import { statusChanges } from "../runs/documents/statusChanges.ts";
import type { FramesCopies } from "./framesCopy.ts";
import { RunTexts } from "./runTexts.ts";

/** What has been read of one run, over all its sights. */
export class RunContent {
  readonly texts = new RunTexts();
  private readonly copies: FramesCopies;
  private latest: Run | undefined;
  private history: { readonly of: string; readonly changes: RunHistory["changes"] } | undefined;
  private copy: { readonly lacks: number } | undefined;

  constructor(copies: FramesCopies) {
    this.copies = copies;
  }

  get run(): Run | undefined {
    return this.latest;
  }

  get changes(): RunHistory["changes"] {
    return this.history?.changes ?? [];
  }

  /** What of the screenshots is on this machine. */
  get framesCopy(): { readonly lacks: number } | undefined {
    return this.copy;
  }

  async read(session: Session, id: string, signal: AbortSignal): Promise<Run> {
    const { value, text } = await session.client.runs.getForText(id, ["input", "storage", "artifacts"], signal);
    const run = await this.withCopies(value);
    signal.throwIfAborted();
    this.hold(run, text);
    this.latest = run;
    return run;
  }

  /**
   * Tells whether there is something new, and what may be missing: it is only a picture of the past, and without it the time
   * line makes do with the run's own times.
   */
  async readChanges(session: Session, signal: AbortSignal): Promise<{ readonly isNew: boolean; readonly problem?: string | undefined }> {
    const { latest: run } = this;
    if (!run || this.history?.of === standingOf(run)) return { isNew: false };
    const { events, problem } = await readEvents(session.client, run, signal);
    const changes = statusChanges(events, run.id);
    // What failed once is read again with the next sight.
    if (!problem || changes.length > 0) this.history = { of: standingOf(run), changes };
    return { isNew: changes.length > 0, problem };
  }

  private hold(run: Run, text: string): void {
    const members = memberTexts(text, ["output", "input"]);
    this.texts.put("raw", text);
    // Of a run that is through, null is what it brought.
    this.texts.put("output", run.status === "completed" ? members.get("output") : unlessNull(members.get("output")));
    this.texts.put("input", unlessNull(members.get("input")));
    for (const { id, extraction } of run.storage ?? []) {
      this.texts.put(`extraction:${id}`, extraction === undefined || extraction === null ? undefined : JSON.stringify(extraction));
    }
  }

  /** What the service has deleted stands in for from the copy on this machine. */
  private async withCopies(run: Run): Promise<Run> {
    const copy = await this.copies.find(run.id);
    this.copy = copy && { lacks: copy.missing.length };
    const listed = run.artifacts?.screenshots ?? [];
    return copy && copy.screenshots.length > listed.length ? { ...run, artifacts: { screenshots: copy.screenshots } } : run;
  }
}

/** Null stands for none yet. */
function unlessNull(text: string | undefined): string | undefined {
  return text === "null" ? undefined : text;
}

function standingOf(run: RunSummary): string {
  return `${run.status} ${run.updated_at}`;
}
