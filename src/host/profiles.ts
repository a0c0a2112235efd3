import { type Disposable, Emitter, type Event } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { KeyStore } from "./keyStore.ts";
import { localProfile, type Profile } from "./profile.ts";
import { type ProfileList, type ProfileSettings, readProfiles } from "./profileSettings.ts";

/** Where to go, and with what. Local Deck tells its address and key itself. */
export interface Access {
  readonly profile: Profile;
  readonly key: string | undefined;
}

/** What the profiles are made of. */
export interface ProfilesOptions {
  readonly keys: Pick<KeyStore, "get" | "remove" | "onDidChange">;
  readonly settings: () => ProfileSettings;
  readonly onDidChangeSettings: Event<void>;
  /** What this window remembers of the choice, and what windows to come begin with. */
  readonly here: Memory;
  readonly everywhere: Memory;
}

interface Memory {
  get(name: string): unknown;
  update(name: string, value: string | undefined): PromiseLike<void>;
}

const memoryName = "deck.profile";

/** The profiles that there are, and the one this window is at. */
export class Profiles implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new Emitter<void>());
  /** Profiles or keys may be others than before, by whomever. */
  readonly onDidChange = this.changed.event;
  private readonly options: ProfilesOptions;
  private known: ProfileList;
  private choice: string | undefined;
  private shown: Profile | undefined;
  private left: string | undefined;
  private lost = "";
  private turn: Promise<unknown> = Promise.resolve();

  constructor(options: ProfilesOptions) {
    this.options = options;
    this.known = readProfiles(options.settings());
    this.choice = remembered(options.here) ?? remembered(options.everywhere);
    this.lifetime.own(options.keys.onDidChange(() => void this.refresh()));
    this.lifetime.own(options.onDidChangeSettings(() => void this.refresh()));
  }

  /** Those of the settings, in their order, and Local Deck. */
  get all(): readonly Profile[] {
    return [...this.known.profiles, localProfile];
  }

  /** Also of profiles that cannot be used as they stand in the settings. */
  get ids(): readonly string[] {
    return this.known.ids;
  }

  /** What is wrong with the settings, a sentence each. */
  get problems(): readonly string[] {
    return this.known.problems;
  }

  /** Where the window is, connected or not; undefined until the keys were looked at for the first time. */
  get current(): Profile | undefined {
    return this.shown;
  }

  /** Why the window is not where the person left it; empty if it is. */
  get note(): string {
    return this.lost;
  }

  find(id: string): Profile | undefined {
    return this.all.find(profile => profile.id === id);
  }

  /** What a person calls it; of one that is gone only the id is known. */
  name(id: string): string {
    return this.find(id)?.name ?? id;
  }

  /** For this window, and as the start of new ones. */
  async choose(id: string): Promise<void> {
    this.choice = id;
    this.left = this.shown?.id;
    this.lost = "";
    const { here, everywhere } = this.options;
    await Promise.all([here.update(memoryName, id), everywhere.update(memoryName, id)]);
    await this.refresh();
    this.left = undefined;
  }

  /** Forgets a key because the person wants it: nothing has to be explained. */
  async signOut(id: string): Promise<void> {
    this.left = id;
    await this.options.keys.remove(id);
    await this.refresh();
    this.left = undefined;
  }

  /** Reads again what others may have written. */
  async refresh(): Promise<void> {
    this.known = readProfiles(this.options.settings());
    await this.settle();
    this.changed.fire();
  }

  /** Where to go now. One after the other, so that what was read last counts. */
  settle(): Promise<Access> {
    const settled = this.turn.then(async () => {
      const access = await this.access();
      await this.arrive(access.profile);
      return access;
    });
    this.turn = settled.catch(() => undefined);
    return settled;
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /**
   * The profile that was chosen; without a choice the first with a key. Where its key is gone it is Local Deck: never
   * another one, where what the person does next would be live.
   */
  private async access(): Promise<Access> {
    const { choice } = this;
    const { profiles } = this.known;
    for (const profile of choice === undefined ? profiles : profiles.filter(({ id }) => id === choice)) {
      const key = await this.options.keys.get(profile.id);
      if (key) return { profile, key };
    }
    return { profile: localProfile, key: undefined };
  }

  private async arrive(profile: Profile): Promise<void> {
    const before = this.shown;
    this.shown = profile;
    if (profile.kind === "deck") this.choice ??= profile.id;
    if (profile.id === before?.id) return;
    const isLost = before?.kind === "deck" && before.id !== this.left;
    this.lost = isLost ? lossOf(before, this.find(before.id) !== undefined) : "";
    // Also after a reload the window stays where it is, whatever is chosen in others meanwhile.
    await this.options.here.update(memoryName, this.choice);
  }
}

function remembered(memory: Memory): string | undefined {
  const value = memory.get(memoryName);
  return typeof value === "string" ? value : undefined;
}

function lossOf({ name }: Profile, isThere: boolean): string {
  const why = isThere ? `The key of ${name} was removed` : `The profile ${name} was removed`;
  return `${why}, so this window shows Local Deck.`;
}
