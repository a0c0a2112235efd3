import { hasFailed } from "../api/apiError.ts";
import type { DeckClient } from "../api/deckClient.ts";
import type { Agent, Credential, Source, Task } from "../api/schemas/resources.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import { systemClock } from "../base/clock.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Attention } from "../runs/attention.ts";
import { Catalog } from "../runs/catalog.ts";
import { RunFeed } from "../runs/runFeed.ts";
import type { RunSource } from "../runs/runReader.ts";
import { RunStore } from "../runs/runStore.ts";
import type { Profile } from "./profile.ts";

/** A name is no reason to show nothing: where it cannot be read the id stands, and the next look tries again. */
export async function learnNames<T extends { readonly id: string }>(
  catalog: Catalog<T>,
  ids: readonly (string | null | undefined)[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await catalog.learn(ids.filter(id => typeof id === "string"), signal);
  } catch (error) {
    if (signal.aborted || hasFailed(error, "unauthorized")) throw error;
  }
}

/** Everything that is known through one profile, for as long as it is the current one. */
export class Session implements Disposable {
  readonly profile: Profile;
  readonly client: DeckClient;
  readonly store: RunStore;
  readonly feed: RunFeed;
  readonly tasks: Catalog<Task>;
  readonly agents: Catalog<Agent>;
  readonly sources: Catalog<Source>;
  readonly credentials: Catalog<Credential>;
  private readonly lifetime = new Lifetime();
  private readonly led = this.lifetime.own(new Emitter<boolean>());
  /** Fires with what `isLeader` has become. */
  readonly onDidChangeLeader = this.led.event;

  constructor(profile: Profile, client: DeckClient, attention: Attention) {
    this.profile = profile;
    this.client = client;
    this.tasks = new Catalog(signal => client.tasks.list(signal));
    this.agents = new Catalog(signal => client.agents.list(signal));
    this.sources = new Catalog(signal => client.sources.list(signal));
    this.credentials = new Catalog(signal => client.credentials.list(signal));
    this.store = this.lifetime.own(new RunStore());
    const prepare = (runs: readonly RunSummary[], signal: AbortSignal): Promise<void> =>
      learnNames(this.tasks, runs.map(run => run.task_id), signal);
    this.feed = this.lifetime.own(
      new RunFeed({ source: sourceOf(client), store: this.store, attention, clock: systemClock, random: Math.random, prepare }),
    );
  }

  /** Whether it is this window that asks and hears for all windows of the profile. */
  get isLeader(): boolean {
    return true;
  }

  /** The task's name; its id while the name is not known. */
  taskName(run: Pick<RunSummary, "task_id">): string {
    return this.tasks.get(run.task_id)?.name ?? run.task_id;
  }

  dispose(): void {
    this.lifetime.dispose();
  }
}

/** Nobody waits for what is asked again and again. */
function sourceOf(client: DeckClient): RunSource {
  const { runs } = client.inBackground();
  return { runs: (query, signal) => runs.page(query, signal), findRun: (id, signal) => runs.find(id, signal) };
}
