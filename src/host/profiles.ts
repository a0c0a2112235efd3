import type * as vscode from "vscode";
import { Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { KeyStore } from "./keyStore.ts";
import { localProfile, type Profile } from "./profile.ts";
import { type ProfileList, readProfiles } from "./profileSettings.ts";
import { onDidChangeProfiles, readProfileSettings } from "./settings.ts";

/** Where to go, and with what. Local Deck tells its address and key itself. */
export interface Access {
  readonly profile: Profile;
  readonly key: string | undefined;
}

/** Where the choice is remembered: for this window, and for windows to come. */
export interface ProfileMemory {
  readonly here: vscode.Memento;
  readonly everywhere: vscode.Memento;
}

const memoryName = "deck.profile";

/** The profiles that there are, and the one this window is at. */
export class Profiles implements vscode.Disposable {
  private readonly lifetime = new Lifetime();
  private readonly changed = this.lifetime.own(new Emitter<void>());
  /** Profiles or keys may be others than before, by whomever. */
  readonly onDidChange = this.changed.event;
  private readonly keys: KeyStore;
  private readonly memory: ProfileMemory;
  private known: ProfileList;
  private choice: string | undefined;
  private shown: Profile | undefined;
  private left: string | undefined;
  private lost = "";
  private turn: Promise<unknown> = Promise.resolve();

  constructor(keys: KeyStore, memory: ProfileMemory) {
    this.keys = keys;
    this.memory = memory;
    this.known = readProfiles(readProfileSettings());
    this.choice = memory.here.get<string>(memoryName) ?? memory.everywhere.get<string>(memoryName);
    this.lifetime.own(keys.onDidChange(() => void this.refresh()));
    this.lifetime.own(onDidChangeProfiles(() => void this.refresh()));
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
    await Promise.all([this.memory.here.update(memoryName, id), this.memory.everywhere.update(memoryName, id)]);
    await this.refresh();
    this.left = undefined;
    this.lost = "";
  }

  /** Forgets a key because the person wants it: nothing has to be explained. */
  async signOut(id: string): Promise<void> {
    this.left = id;
    await this.keys.remove(id);
    await this.refresh();
    this.left = undefined;
  }

  /** Reads again what others may have written. */
  async refresh(): Promise<void> {
    this.known = readProfiles(readProfileSettings());
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
      const key = await this.keys.get(profile.id);
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
    await this.memory.here.update(memoryName, this.choice);
  }
}

function lossOf({ name }: Profile, isThere: boolean): string {
  const why = isThere ? `The key of ${name} was removed` : `The profile ${name} was removed`;
  return `${why}, so this window shows Local Deck.`;
}
