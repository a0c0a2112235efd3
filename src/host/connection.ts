import { ApiError, hasFailed } from "../api/apiError.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Attention } from "../runs/attention.ts";
import type { FeedState } from "../runs/runFeed.ts";
import type { Journal } from "./journal.ts";
import type { KeyStore } from "./keyStore.ts";
import type { LocalServer } from "./localServer.ts";
import { checkBaseUrl, type Profile } from "./profile.ts";
import type { Session } from "./session.ts";

export type ConnectionState =
  /** Nobody has asked for runs yet. */
  | { readonly kind: "closed" }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly session: Session }
  /** The key is not accepted; only another key or signing out helps. */
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface ConnectionOptions {
  readonly keys: KeyStore;
  readonly attention: Attention;
  readonly journal: Journal;
  readonly baseUrl: () => string;
  readonly startLocal: () => Promise<LocalServer>;
  /** A line for each call, without anything secret. */
  readonly log?: (line: string) => void;
  /** A line for what people should know of the network's safety. */
  readonly warn?: (line: string) => void;
}

/** What decides where the window goes; no key means Local Deck. */
interface Access {
  readonly key: string | undefined;
  readonly baseUrl: string;
}

/** The profile of the key that a person enters. */
export const deckProfileId = "deck";

/** Which server the window talks to: Deck if there is a key, else Local Deck, which it starts when first needed. */
export class Connection implements Disposable {
  private readonly changed = new Emitter<ConnectionState>();
  readonly onDidChange = this.changed.event;
  private current: ConnectionState = { kind: "closed" };
  private readonly options: ConnectionOptions;
  private opening: Promise<Session> | undefined;
  private moving: Promise<void> = Promise.resolve();
  private opened: Access | undefined;
  private lifetime = new Lifetime();
  private server: LocalServer | undefined;
  private isOver = false;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  get state(): ConnectionState {
    return this.current;
  }

  get session(): Session | undefined {
    return this.current.kind === "open" ? this.current.session : undefined;
  }

  /** The session, opened if need be. Rejects with a sentence that says why there is none. */
  async ensure(): Promise<Session> {
    if (this.isOver) throw new Error("The window is closing.");
    if (this.current.kind === "open") return this.current.session;
    if (this.current.kind === "refused") throw keyRefused();
    this.opening ??= this.open().finally(() => (this.opening = undefined));
    return this.opening;
  }

  /** For what is only drawn: as `ensure`, but a connection that failed is a person's to try again. */
  async join(): Promise<Session> {
    if (this.current.kind === "failed") throw this.current.error;
    return this.ensure();
  }

  /** Goes to the server that key and settings name now, if that is another one and anybody had asked for runs. */
  follow(): Promise<void> {
    return this.inTurn(() => this.followNow());
  }

  /** Opens what could not be opened, or was refused. Never rejects: what goes wrong is in the state. */
  async retry(): Promise<void> {
    if (this.current.kind === "refused") await this.inTurn(() => this.reopen());
    else await this.ensure().catch(() => undefined);
  }

  refuse(): void {
    this.lifetime.dispose();
    this.become({ kind: "refused" });
  }

  /** Resolves when Local Deck has written everything. */
  async close(): Promise<void> {
    this.isOver = true;
    this.leave();
    await this.closeLocal();
  }

  dispose(): void {
    this.lifetime.dispose();
    this.changed.dispose();
  }

  /** Moves come one after the other: a change made here is told twice, by its maker and by the editor. */
  private inTurn(move: () => Promise<void>): Promise<void> {
    this.moving = this.moving.then(move);
    return this.moving;
  }

  private async followNow(): Promise<void> {
    await this.opening?.catch(() => undefined);
    if (this.current.kind === "closed") return;
    if (this.current.kind === "open" && isSame(await this.access(), this.opened)) return;
    await this.reopen();
  }

  private leave(): void {
    this.lifetime.dispose();
    this.become({ kind: "closed" });
  }

  private async reopen(): Promise<void> {
    this.leave();
    await this.ensure().catch(() => undefined); // the state says why, and the views show it
  }

  private async startLocalAnew(): Promise<void> {
    await this.closeLocal();
    await this.reopen();
  }

  private async closeLocal(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    await server?.close();
  }

  private async open(): Promise<Session> {
    this.become({ kind: "opening" });
    this.lifetime = new Lifetime();
    try {
      this.opened = await this.access();
      const { profile, key } = await this.enter(this.opened);
      const [{ Session: NewSession }, { clientFor }] = await Promise.all([import("./session.ts"), import("./clientFor.ts")]);
      const { keys, journal, log, warn = () => undefined } = this.options;
      const client = clientFor(profile, key, log, { warn, proxySignIn: id => keys.proxySignIn(id) }).keeping(journal.logFor(profile));
      const session = this.lifetime.own(new NewSession(profile, client, this.options.attention));
      this.lifetime.own(session.feed.onDidChangeState(state => this.heed(session, state)));
      this.become({ kind: "open", session });
      void session.feed.refresh();
      return session;
    } catch (error) {
      this.become({ kind: "failed", error });
      throw error;
    }
  }

  /** Where the window talks to, or would if it were let: for what looks at the way there. */
  async destination(): Promise<{ profile: Profile; key: string }> {
    return this.enter(await this.access());
  }

  private async access(): Promise<Access> {
    return { key: await this.options.keys.get(deckProfileId), baseUrl: this.options.baseUrl() };
  }

  private async enter({ key, baseUrl }: Access): Promise<{ profile: Profile; key: string }> {
    if (key) {
      const problem = checkBaseUrl(baseUrl);
      if (problem) throw new Error(problem);
      return { profile: { id: deckProfileId, name: "Deck", kind: "deck", baseUrl }, key };
    }
    // Once started it goes on until the window closes: its runs do not stop because somebody looks elsewhere.
    const server = (this.server ??= await this.options.startLocal());
    return { profile: { id: "local", name: "Local Deck", kind: "local", baseUrl: server.url }, key: server.key };
  }

  private heed(session: Session, state: FeedState): void {
    if (state.kind !== "stale" || this.session !== session) return;
    if (hasFailed(state.error, "unauthorized")) this.refuse();
    // The window or program that ran Local Deck has ended: from now on this one does.
    else if (session.profile.kind === "local" && isGone(state.error)) void this.inTurn(() => this.startLocalAnew());
  }

  private become(state: ConnectionState): void {
    this.current = state;
    this.changed.fire(state);
  }
}

function isSame(a: Access, b: Access | undefined): boolean {
  return a.key === b?.key && (a.key === undefined || a.baseUrl === b?.baseUrl);
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === "unreachable" && error.failure.obstacle === "refused";
}

function keyRefused(): ApiError {
  return new ApiError({ kind: "unauthorized" }, "Deck refused the API key. Enter a valid key, or sign out to use Local Deck.");
}
