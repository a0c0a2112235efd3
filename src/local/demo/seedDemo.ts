import type { Engine } from "../engine/engine.ts";
import { writeResources } from "./demoResources.ts";
import type { DemoContent } from "./demoShape.ts";
import { RunHistory } from "./runHistory.ts";
import type { SeedParts } from "./runHistory.ts";

const dayMs = 24 * 3_600_000;

/**
 * Writes the demo content into an empty store, all of it or nothing. Runs that go on are left as a restart
 * finds them: the engine's `resume` takes them up. Returns what to do after that.
 */
export function seedDemo(parts: SeedParts, content: DemoContent): (engine: Engine) => void {
  const { store, clock } = parts;
  const canceling = store.transaction(() => {
    const ids = writeResources(store, content, clock.now() - oldest(content) - dayMs);
    const history = new RunHistory(parts, content, ids);
    const byAge = content.runs.toSorted((one, other) => other.age_ms - one.age_ms);
    return byAge.flatMap(run => history.write(run));
  });
  return engine => {
    for (const id of canceling) engine.cancel(id);
  };
}

function oldest({ runs }: DemoContent): number {
  return Math.max(0, ...runs.map(run => run.age_ms));
}
