import type { Engine } from "../engine/engine.ts";
import type { ScenarioFolder } from "../scenarioFolder.ts";
import type { SteeredClock } from "../steeredClock.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { Faults } from "./faults.ts";
import type { UrlSigner } from "./urlSigner.ts";

/** What answering a request needs. */
export interface Deck {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: SteeredClock;
  readonly faults: Faults;
  /** The scenarios folder, where there is one. */
  readonly scenarios: ScenarioFolder | undefined;
  readonly signer: UrlSigner;
  readonly vault: Vault;
  readonly key: string;
  readonly log: (message: string) => void;
}
