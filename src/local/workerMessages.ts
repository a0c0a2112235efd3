import type { Holder, StartFailure } from "./failure.ts";

/** What the worker is started with, as `workerData`. */
export interface LocalDeckWorkerData {
  readonly data: string;
  readonly demo: boolean;
  readonly assets?: string;
  readonly scenarios?: string;
}

/** What the worker says, once. `other` is a failure that is a mistake of ours; its message says what is known. */
export type FromLocalDeckWorker =
  | { readonly type: "listening"; readonly url: string; readonly key: string }
  | { readonly type: "failed"; readonly kind: StartFailure | "other"; readonly message: string; readonly holder?: Holder };

/** What the worker is told: end cleanly; its thread ends when it has. */
export const closeMessage = "close";
