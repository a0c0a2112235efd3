import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RunSummary } from "../../../../src/api/schemas/run.ts";
import { Sharing } from "../../../../src/host/sharing/sharing.ts";
import { Attention } from "../../../../src/runs/feed/attention.ts";
import { RunFeed } from "../../../../src/runs/feed/runFeed.ts";
import { RunStore } from "../../../../src/runs/store/runStore.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { temporaryFolder } from "../../../support/process/temporaryFolder.ts";
import { turn } from "../../../support/turn.ts";
import { FakeSource } from "../../runs/fakeSource.ts";

export type TestWindow = ReturnType<Awaited<ReturnType<typeof windowsSetup>>["open"]>;

/** Windows of one profile, with one service and one clock, meeting in a real folder. */
export async function windowsSetup(...runs: RunSummary[]) {
  const folder = await temporaryFolder("sharing");
  const path = join(folder.path, "windows", "0123456789ab-012345");
  await mkdir(path, { recursive: true });
  const clock = new FakeClock(Date.now());
  const service = new FakeSource();
  service.set(...runs);
  const opened: { sharing: Sharing; feed: RunFeed }[] = [];
  let count = 0;

  const open = (place = path) => {
    const source = new FakeSource();
    // Each window asks for itself, and all of them the same service.
    source.runs = (question, signal) => {
      source.asked.push("list");
      return service.runs(question, signal);
    };
    source.findRun = (id, signal) => {
      source.asked.push("find");
      return service.findRun(id, signal);
    };
    const [store, attention, everybody] = [new RunStore(), new Attention(), new Attention()];
    const ready = Promise.withResolvers<void>();
    const prepare = (): Promise<void> => Promise.resolve();
    const feed = new RunFeed({ source, store, attention: everybody, clock, random: () => 1, prepare, ready: ready.promise });
    attention.onDidBegin(() => everybody.look());
    const told: Record<string, string> = {};
    const said: string[] = [];
    const names = {
      of: (shown: readonly RunSummary[]) => Object.fromEntries(shown.map(run => [run.task_id, `Name of ${run.task_id}`])),
      learn: (learned: Readonly<Record<string, string>>) => void Object.assign(told, learned),
    };
    const log = (): void => undefined;
    const warn = (line: string): void => void said.push(line);
    const sharing = new Sharing({ place, owner: `window-${++count}`, clock, store, feed, attention, everybody, names, log, warn });
    opened.push({ sharing, feed });
    /** As a window does it when somebody opens the view. */
    const start = async (): Promise<void> => {
      void sharing.join().finally(ready.resolve);
      let isDone = false;
      void feed.refresh().then(() => (isDone = true));
      await until(() => isDone);
    };
    const close = (): void => {
      sharing.dispose();
      feed.dispose();
    };
    return { store, feed, attention, sharing, told, said, asked: source.asked, start, close };
  };

  /** Lets the time pass in steps in which files are noticed, until the check holds; at most a minute of it. While they are written and read it stands still. */
  const until = async (check: () => boolean): Promise<void> => {
    const end = clock.now() + 60_000;
    while (!check()) {
      if (clock.now() >= end) throw new Error("it did not come to that within a minute");
      clock.advance(50);
      await new Promise(resolve => setTimeout(resolve, 2));
      while (areFilesInUse()) await turn();
    }
  };

  const close = async (): Promise<void> => {
    for (const { sharing, feed } of opened) {
      sharing.dispose();
      feed.dispose();
    }
    await folder.close();
  };
  return { folder: path, clock, service, open, until, close };
}

/** A slow disk would otherwise look like windows that are silent for seconds. */
function areFilesInUse(): boolean {
  return process.getActiveResourcesInfo().some(resource => resource.startsWith("FSReq") || resource === "CloseReq");
}
