/** Why Local Deck could not start. `held`: another program has the data folder. */
export type StartFailure = "noSqlite" | "portTaken" | "unreadable" | "foreign" | "damaged" | "held";

/** Where a running Local Deck answers, and its key. */
export interface Holder {
  readonly url: string;
  readonly key: string;
}

/** The message is one sentence for people: what failed, why, what to do. */
export class LocalDeckError extends Error {
  override readonly name = "LocalDeckError";
  readonly kind: StartFailure;
  /** With `held`, where the holder answers. */
  readonly holder: Holder | undefined;

  constructor(kind: StartFailure, message: string, options: { cause?: unknown; holder?: Holder } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.holder = options.holder;
  }
}
