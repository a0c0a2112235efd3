import assert from "node:assert/strict";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { Attention } from "../../../../src/runs/feed/attention.ts";
import { type FeedState, RunFeed } from "../../../../src/runs/feed/runFeed.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { turn } from "../../../support/turn.ts";
import { FakeSource } from "../fakeSource.ts";
import { at, sampleRun } from "../sampleRun.ts";

/** A feed of a fake service, nobody watching yet. */
export function feedSetup(...runs: RunSummary[]) {
  const source = new FakeSource();
  source.set(...runs);
  const store = new RunStore();
  const attention = new Attention();
  const clock = new FakeClock();
  const prepared: string[][] = [];
  const prepare = (shown: readonly RunSummary[]): Promise<void> => {
    prepared.push(shown.map(run => run.id));
    return Promise.resolve();
  };
  const feed = new RunFeed({ source, store, attention, clock, prepare, random: () => 1 });
  const states: FeedState[] = [];
  feed.onDidChangeState(state => states.push(state));
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await turn();
  };
  /** What was asked since the last time. */
  const questions = (): string[] => source.asked.splice(0);
  const completed = feed.ofStatus.get("completed");
  assert.ok(completed);
  return { completed, source, store, attention, clock, feed, states, prepared, pass, questions };
}

/** So many runs from 001 on, each created a second after the one before. */
export function numberedRuns(from: number, to: number, rest: Partial<RunSummary> = {}): RunSummary[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    return sampleRun(String(number).padStart(3, "0"), { created_at: at(number), ...rest });
  });
}
