import type { HandshakeFacts } from "./handshake.ts";
import type { Trial } from "./tryFetch.ts";

/** A step of the way: what it came to, or what stands against it. */
export type Step<T> = { readonly ok: true; readonly found: T; readonly ms: number } | { readonly ok: false; readonly why: string };

/** A connection without any call: the server's certificate, where it has one. */
export type Reached = HandshakeFacts | "no TLS";

/** All that was found out about the way to a server. Not redacted: only the report is. */
export interface Diagnosis {
  readonly at: Date;
  readonly profile: { readonly name: string; readonly baseUrl: string };
  /** Which of the two the profile's calls take, and why. */
  readonly stack: "editor" | "own";
  readonly stackReason: string;
  readonly machine: string;
  /** Name and value, as they are in force. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** Over which proxy our own connections go, in words. */
  readonly way: string;
  readonly lookup: Step<readonly string[]>;
  readonly direct: Step<Reached>;
  /** Undefined where there is no proxy. */
  readonly proxied: Step<Reached> | undefined;
  readonly editor: Trial;
  readonly own: Trial;
}
