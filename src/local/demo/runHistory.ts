import type { Clock } from "../../base/clock.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { Assets } from "../agents/assets.ts";
import { capturedFile, picture } from "../agents/scenarioFiles.ts";
import type { FileSource, PictureSource } from "../agents/scenarioFiles.ts";
import { Captures } from "../engine/captures.ts";
import { Lifecycle } from "../engine/lifecycle.ts";
import { newRunRow } from "../engine/newRun.ts";
import { runSummary } from "../events/summaries.ts";
import { Scenario } from "../scenario.ts";
import { Payload } from "../store/payload.ts";
import type { RunRow, TaskRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { idOf } from "./demoResources.ts";
import type { DemoIds } from "./demoResources.ts";
import type { DemoContent, DemoRun, FinishedDemoRun, LiveDemoRun } from "./demoShape.ts";

export interface SeedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly assets: Assets;
}

const provisionMs = 700;
const results = { completed: "success", failed: "failure", canceled: "unknown" } as const;

/** Writes runs as if they had been played in the past: through the same lifecycle, at times of our choice. */
export class RunHistory {
  private readonly parts: SeedParts;
  private readonly content: DemoContent;
  private readonly ids: DemoIds;
  private readonly lifecycle: Lifecycle;
  private readonly captures: Captures;
  private readonly sessions = new Map<string, string>();
  private at = 0;

  constructor(parts: SeedParts, content: DemoContent, ids: DemoIds) {
    const clock = { now: () => this.at, after: () => ({ dispose() {} }) };
    this.parts = parts;
    this.content = content;
    this.ids = ids;
    this.lifecycle = new Lifecycle(parts.store, clock);
    this.captures = new Captures(parts.store, clock);
  }

  /** The ids of the runs that are to be canceled as soon as they go on. */
  write(run: DemoRun): string[] {
    this.at = this.parts.clock.now() - run.age_ms;
    const row = this.queue(run);
    if (run.state.kind === "finished") this.finish(row, run.state);
    else if (run.state.from === "running") this.goOn(row, run.state, run.age_ms);
    return run.state.kind === "live" && run.state.cancel ? [row.id] : [];
  }

  private queue(run: DemoRun): RunRow {
    const { store } = this.parts;
    const task = this.taskOf(run);
    const credential = run.credential && this.content.credentials.find(({ key }) => key === run.credential);
    const source = credential ? credential.source : run.source;
    const row = newRunRow(store, task, {
      input: Payload.of(run.input),
      source_id: source === undefined ? null : idOf(this.ids.sources, source),
      credential_id: run.credential === undefined ? null : idOf(this.ids.credentials, run.credential),
      session_id: run.same_session_as === undefined ? null : idOf(this.sessions, run.same_session_as),
    }, this.at);
    store.runs.insert(row);
    if (run.key !== undefined) this.sessions.set(run.key, row.session_id);
    const queued = this.lifecycle.read(row.id);
    store.addEvent("task_run.queued", this.at, runSummary(queued));
    return queued;
  }

  private taskOf({ task, state }: DemoRun): TaskRow {
    const row = this.parts.store.tasks.get(idOf(this.ids.tasks, task));
    if (!row) throw new Error(`The demo task ${task} was not written`);
    return state.kind === "live" && state.scenario ? { ...row, scenario: state.scenario } : row;
  }

  private finish(row: RunRow, state: FinishedDemoRun): void {
    this.start(row);
    const ended = this.at + state.runtime_ms;
    const shots = state.screenshots ?? [];
    for (const [index, shot] of shots.entries()) {
      this.capture(row, { ...shot, step: "screenshot" }, this.at + (state.runtime_ms * (index + 1)) / (shots.length + 1));
    }
    for (const file of state.files ?? []) this.capture(row, { ...file, step: "store" }, ended - 1);
    this.at = ended;
    if (state.status === "canceled") this.lifecycle.move(row.id, "canceling");
    this.lifecycle.move(row.id, state.status, {
      result: state.result ?? results[state.status],
      output: state.output === undefined ? null : Payload.of(state.output),
      errors: state.errors ? [...state.errors] : null,
    });
  }

  /** Leaves the run before the step that comes next. */
  private goOn(row: RunRow, { skip_steps = 0 }: LiveDemoRun, ageMs: number): void {
    this.start(row);
    const played = Scenario.parse(row.scenario).steps.slice(0, skip_steps);
    for (const [index, step] of played.entries()) {
      const at = this.at + ((ageMs - provisionMs) * (index + 1)) / (played.length + 1);
      if (step.step === "screenshot" || step.step === "store") this.capture(row, step, at);
    }
    this.captures.note(row.id, { at: [skip_steps], answers: {} });
  }

  private start(row: RunRow): void {
    this.at += provisionMs;
    this.lifecycle.move(row.id, "running");
  }

  private capture(row: RunRow, source: Capture, at: number): void {
    const values: Json = { input: row.input.read(), answers: {} };
    const { assets } = this.parts;
    if (source.step === "store") this.captures.storeFile(row, capturedFile(source, assets, values), Math.round(at));
    else this.captures.screenshot(row.id, picture(source, assets, values), Math.round(at));
  }
}

type Capture = ({ step: "screenshot" } & PictureSource) | ({ step: "store" } & FileSource);
