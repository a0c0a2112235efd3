import type { Store } from "../store/store.ts";
import type { QueuedRun } from "./runQueue.ts";

/** All that are queued, in the order of asking. Read in pages: a run in the store may be large, what is kept of it here is not. */
export function* queuedRuns({ runs }: Pick<Store, "runs">): Generator<QueuedRun> {
  let last: QueuedRun = { id: "", session_id: "", created_at: 0, seq: 0 };
  for (let page = [last]; page.length > 0; ) {
    page = runs
      .select("WHERE status = 'queued' AND (created_at, seq) > (?, ?) ORDER BY created_at, seq LIMIT 500", [last.created_at, last.seq])
      .map(({ id, session_id, created_at, seq }) => ({ id, session_id, created_at, seq }));
    yield* page;
    last = page.at(-1) ?? last;
  }
}
