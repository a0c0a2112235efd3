import { isDeepStrictEqual } from "node:util";
import { ApiError, hasFailed } from "../api/apiError.ts";
import type { DeckClient } from "../api/deckClient.ts";
import { type Disposable, Emitter } from "../base/events.ts";
import { Lifetime } from "../base/lifetime.ts";
import type { Attention } from "../runs/feed/attention.ts";
import type { FeedState } from "../runs/feed/runFeed.ts";
import type { LocalServer } from "./localServer.ts";
import { type Profile, requireSafe } from "./profile.ts";
import type { Access } from "./profiles.ts";
import type { Session } from "./session.ts";
import type { SharingPlace } from "./sharing/sharing.ts";

export type ConnectionState =
  /** Nobody has asked for runs yet. */
  | { readonly kind: "closed" }
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly session: Session }
  /** The key is not accepted; only another key or signing out helps. */
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface ConnectionOptions {
  /** Where the window should be now. */
  readonly access: () => Promise<Access>;
  readonly attention: Attention;
  readonly startLocal: () => Promise<LocalServer>;
  readonly connect: Connect;
  readonly sharing: SharingPlace;
}

/** Makes a client, on the network that the profile wants. */
export type Connect = (profile: Profile, key: string) => Promise<DeckClient>;

/** The session with the current profile's server; it starts Local Deck when first needed. */
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
  /** By profile, where the window was last: errors of its calls may come when it has left. */
  private readonly been = new Map<string, Pick<Session, "profile" | "client">>();
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
    // A turn later: who hears that it opens, and asks for the session at once, finds this one under way.
    this.opening ??= Promise.resolve()
      .then(() => this.open())
      .finally(() => (this.opening = undefined));
    return this.opening;
  }

  /** For what is only drawn: as `ensure`, but a connection that failed is a person's to try again. */
  async join(): Promise<Session> {
    if (this.current.kind === "failed") throw this.current.error;
    return this.ensure();
  }

  /** Goes where the window should be now, if that is elsewhere or with another key, and anybody had asked for runs. */
  follow(): Promise<void> {
    return this.inTurn(() => this.followNow());
  }

  /** Opens what could not be opened, or was refused. Never rejects: what goes wrong is in the state. */
  async retry(): Promise<void> {
    if (this.current.kind === "refused") await this.inTurn(() => this.reopen());
    else await this.ensure().catch(() => undefined);
  }

  /** Whose key was refused; undefined if it is nobody's key any more. */
  ownerOf(refusal: ApiError): Profile | undefined {
    return [...this.been.values()].find(({ client }) => client.hasRefused(refusal))?.profile;
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
    if (this.current.kind === "open" && isDeepStrictEqual(await this.options.access(), this.opened)) return;
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
      this.opened = await this.options.access();
      const { profile, key } = await this.enter(this.opened);
      const [{ Session: NewSession }, client] = await Promise.all([import("./session.ts"), this.options.connect(profile, key)]);
      this.been.set(profile.id, { profile, client });
      const { attention, sharing } = this.options;
      const session = this.lifetime.own(new NewSession({ profile, key, client, attention, sharing }));
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
    return this.enter(await this.options.access());
  }

  private async enter({ profile, key }: Access): Promise<{ profile: Profile; key: string }> {
    if (key !== undefined) {
      requireSafe(profile);
      return { profile, key };
    }
    // Once started it goes on until the window closes: its runs do not stop because somebody looks elsewhere.
    const server = (this.server ??= await this.options.startLocal());
    return { profile: { ...profile, baseUrl: server.url }, key: server.key };
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

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === "unreachable" && error.failure.obstacle === "refused";
}

function keyRefused(): ApiError {
  return new ApiError({ kind: "unauthorized" }, "Deck refused the API key. Enter a valid key, or sign out to use Local Deck.");
}
