import type { DeckError } from "./schemas/error.ts";

/** Why no answer came. */
export type Obstacle =
  | "name"
  | "refused"
  | "offline"
  | "timeout"
  /** Signed by nobody that this machine trusts. */
  | "certificate"
  | "expired"
  | "wrongName"
  /** Something is there, but it speaks neither HTTP nor, where that was asked for, TLS. */
  | "protocol"
  | "proxy"
  | "proxySignIn"
  | "reset"
  /** The person's own network settings cannot be used; nothing was sent. */
  | "settings"
  | "other";

/** What is wrong with an answer that came. */
export type Oddity = "redirect" | "page" | "empty" | "notJson" | "damaged" | "shape";

/** What failed, as data. Callers branch on `kind`, never on text. */
export type ApiFailure =
  | { readonly kind: "unreachable"; readonly obstacle: Obstacle }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "notFound" }
  | { readonly kind: "conflict" }
  | { readonly kind: "invalid"; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: "limited"; readonly limit: "rate" | "sessions"; readonly retryAfterMs?: number }
  | { readonly kind: "failed"; readonly status: number; readonly retryAfterMs?: number }
  | { readonly kind: "malformed"; readonly oddity: Oddity };

export interface ApiErrorDetails {
  /** The service's own words, where it sent any. */
  readonly errors?: readonly DeckError[];
  /** Names the call to Deck's support. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The one error of the client. Its message is a sentence for people: what failed, why, what to do. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly failure: ApiFailure;
  readonly errors: readonly DeckError[];
  readonly requestId: string | undefined;

  constructor(failure: ApiFailure, sentence: string, details: ApiErrorDetails = {}) {
    super(sentence, { cause: details.cause });
    this.failure = failure;
    this.errors = details.errors ?? [];
    this.requestId = details.requestId;
  }
}

export function hasFailed(thrown: unknown, kind: ApiFailure["kind"]): thrown is ApiError {
  return thrown instanceof ApiError && thrown.failure.kind === kind;
}
