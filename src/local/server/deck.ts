import type { Clock } from "../../base/clock.ts";
import type { Engine } from "../engine/engine.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import type { UrlSigner } from "./urlSigner.ts";

/** What answering a request needs. */
export interface Deck {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly signer: UrlSigner;
  readonly vault: Vault;
  readonly key: string;
  readonly log: (message: string) => void;
}
