import { randomUUID } from "node:crypto";
import type { DeckClient } from "../api/deckClient.ts";
import type { Agent, Credential, Source, Task } from "../api/schemas/resources.ts";
import type { RunSummary } from "../api/schemas/run.ts";
import { systemClock } from "../base/clock.ts";
import type { Disposable, Event } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import { Catalog } from "../runs/catalog.ts";
import { Attention } from "../runs/feed/attention.ts";
import { RunFeed } from "../runs/feed/runFeed.ts";
import type { RunSource } from "../runs/feed/runSource.ts";
import { AskedQuestions } from "../runs/needs/askedQuestions.ts";
import { RunStore } from "../runs/store/runStore.ts";
import { learnNames } from "./learnNames.ts";
import type { Profile } from "./profile.ts";
import { placeOf } from "./sharing/place.ts";
import { Sharing, type SharingPlace } from "./sharing/sharing.ts";

export interface SessionOptions {
  readonly profile: Profile;
  readonly client: DeckClient;
  /** Only tells this place from that of another key. */
  readonly key: string;
  readonly attention: Attention;
  readonly sharing: SharingPlace;
}

/** Everything that is known through one profile, for as long as it is the current one. */
export class Session implements Disposable {
  readonly profile: Profile;
  readonly client: DeckClient;
  readonly store: RunStore;
  readonly feed: RunFeed;
  readonly asked = new AskedQuestions();
  readonly tasks: Catalog<Task>;
  readonly agents: Catalog<Agent>;
  readonly sources: Catalog<Source>;
  readonly credentials: Catalog<Credential>;
  /** Fires with what `isLeader` has become. */
  readonly onDidChangeLeader: Event<boolean>;
  private readonly sharing: Sharing;
  private readonly lifetime = new Lifetime();
  /** What tasks are called, from another window or the last time. */
  private toldNames: Readonly<Record<string, string>> = {};

  constructor({ profile, key, client, attention, sharing }: SessionOptions) {
    this.profile = profile;
    this.client = client;
    this.tasks = this.lifetime.own(new Catalog(signal => client.tasks.list(signal)));
    this.agents = this.lifetime.own(new Catalog(signal => client.agents.list(signal)));
    this.sources = this.lifetime.own(new Catalog(signal => client.sources.list(signal)));
    this.credentials = this.lifetime.own(new Catalog(signal => client.credentials.list(signal)));
    this.store = this.lifetime.own(new RunStore());
    this.lifetime.own(this.store.onDidChange(({ steps }) => steps.forEach(step => this.asked.see(step))));
    const everybody = this.lifetime.own(new Attention());
    this.lifetime.own(joinIn(everybody, attention));
    const ready = Promise.withResolvers<void>();
    this.feed = this.lifetime.own(
      new RunFeed({
        source: sourceOf(client),
        store: this.store,
        attention: everybody,
        clock: systemClock,
        random: Math.random,
        ready: ready.promise,
        prepare: (runs, signal) => learnNames(this.tasks, runs.map(run => run.task_id), signal),
      }),
    );
    const { store, feed } = this;
    const names = { of: (runs: readonly RunSummary[]) => this.namesOf(runs), learn: this.learnTold };
    this.sharing = this.lifetime.own(
      new Sharing({
        ...sharing,
        place: placeOf(sharing.storage, profile, key),
        owner: randomUUID(),
        clock: systemClock,
        store,
        feed,
        attention,
        everybody,
        names,
      }),
    );
    this.onDidChangeLeader = this.sharing.onDidChangeLeader;
    void this.sharing.join().finally(ready.resolve);
  }

  /** Whether it is this window that asks and hears for all windows of the profile. */
  get isLeader(): boolean {
    return this.sharing.isLeader;
  }

  /** The task's name; its id while the name is not known. */
  taskName(run: Pick<RunSummary, "task_id">): string {
    return this.tasks.get(run.task_id)?.name ?? this.toldNames[run.task_id] ?? run.task_id;
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private readonly learnTold = (names: Readonly<Record<string, string>>): void => {
    this.toldNames = { ...this.toldNames, ...names };
  };

  private namesOf(runs: readonly RunSummary[]): Record<string, string> {
    const named = runs.map(run => [run.task_id, this.taskName(run)] as const);
    return Object.fromEntries(named.filter(([id, name]) => name !== id));
  }
}

/** Who watches here is one of everybody. */
function joinIn(everybody: Attention, here: Attention): Disposable {
  let looking = here.isWatched ? everybody.look() : undefined;
  const lifetime = new Lifetime();
  lifetime.own({ dispose: () => looking?.dispose() });
  lifetime.own(here.onDidBegin(() => (looking = everybody.look())));
  lifetime.own(here.onDidEnd(() => looking?.dispose()));
  return lifetime;
}

/** Nobody waits for what is asked again and again. */
function sourceOf(client: DeckClient): RunSource {
  const { runs } = client.inBackground();
  return { runs: (query, signal) => runs.page(query, signal), findRun: (id, signal) => runs.find(id, signal) };
}
