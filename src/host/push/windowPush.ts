import { systemClock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Disposable, Event } from "../../base/events.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { Connection } from "../connection.ts";
import { isLoopback } from "../profile.ts";
import type { Session } from "../session.ts";
import type { Push } from "./push.ts";
import type { Route } from "./route.ts";
import type { TunnelStore } from "./tunnelStore.ts";

export interface WindowPushOptions {
  readonly connection: Pick<Connection, "onDidChange" | "session">;
  readonly tunnels: TunnelStore;
  /** Whether servers on this machine are asked to tell of changes, without anybody's doing. */
  readonly isAutomatic: () => boolean;
  readonly onDidChangeAutomatic: Event<void>;
  readonly log: (line: string) => void;
}

/** The editor does not wait long for a window that closes. */
const farewellMs = 1_500;
/** How long a server that has been left may take to learn it, while the next one waits. */
const patienceMs = 10_000;

/** Has the current profile's server tell this window of changes, where there is a way and while the window leads. */
export class WindowPush implements Disposable {
  readonly tunnels: TunnelStore;
  private readonly options: WindowPushOptions;
  private readonly lifetime = new Lifetime();
  private following = new Lifetime();
  private current: { readonly push: Push; readonly session: Session; readonly route: string } | undefined;
  private moving: Promise<void> = Promise.resolve();
  /** For as long as the window is with the session. */
  private staying = new AbortController();
  private hasFailed = false;
  private readonly cutOff = new AbortController();

  constructor(options: WindowPushOptions) {
    this.options = options;
    this.tunnels = options.tunnels;
    this.lifetime.own(options.connection.onDidChange(() => this.follow()));
    this.lifetime.own(options.tunnels.onDidChange(() => this.move()));
    this.lifetime.own(options.onDidChangeAutomatic(() => this.move()));
    this.follow();
  }

  /** What comes of it now: a sentence for reports. */
  describe(): string {
    const { push, route } = this.current ?? {};
    if (!push) return "Runs are asked for: this window has no server that tells it of changes.";
    const way = `${route === "loopback" ? "directly" : "through a tunnel"}${push.port === undefined ? "" : `, at port ${push.port} of this machine`}`;
    return push.isHealthy ? `The server tells of changes, ${way}. Runs are asked for rarely.` : `The server is to tell of changes, ${way}, but that is not sure to work, so runs are asked for.`;
  }

  get isHealthy(): boolean {
    return this.current?.push.isHealthy === true;
  }

  /** Resolves when the server knows that the window no longer listens, or could not be told in time. */
  async close(): Promise<void> {
    this.dispose();
    const timer = systemClock.after(farewellMs, () => this.cutOff.abort(new Error("The window has closed.")));
    await this.moving;
    await this.leave();
    timer.dispose();
  }

  dispose(): void {
    this.staying.abort(new Error("The window is closing."));
    this.current?.push.dispose();
    this.following.dispose();
    this.lifetime.dispose();
  }

  private follow(): void {
    const { session } = this.options.connection;
    this.staying.abort(new Error("The window has left the profile."));
    this.staying = new AbortController();
    this.hasFailed = false;
    this.following.dispose();
    this.following = new Lifetime();
    if (session) this.following.own(session.onDidChangeLeader(() => this.move()));
    if (session) this.following.own(session.feed.onDidAsk(() => this.tryAgain(session)));
    if (this.current && this.current.session !== session) this.current.push.dispose();
    this.move();
  }

  /** One move after the other: where two are asked for, the second sees what the first has done. */
  private move(): void {
    this.moving = this.moving.then(() => this.tryMove(this.staying.signal));
  }

  private async tryMove(signal: AbortSignal): Promise<void> {
    try {
      await this.moveNow(signal);
      this.hasFailed = false;
    } catch (error) {
      if (signal.aborted) return;
      if (!this.hasFailed) this.options.log(`Listening for changes failed. ${messageOf(error)}`);
      this.hasFailed = true;
    }
  }

  /** A server that could not be asked for a way answers again. */
  private tryAgain({ feed }: Session): void {
    if (feed.state.kind === "fresh" && this.hasFailed) this.move();
  }

  private async moveNow(signal: AbortSignal): Promise<void> {
    const { session } = this.options.connection;
    // First of all: whether the next server can be reached is nothing to the one that is left.
    if (this.current?.session !== session) await this.leave();
    const way = session?.isLeader && !signal.aborted ? await this.wayFrom(session, signal) : undefined;
    if (session === this.current?.session && way?.name === this.current?.route) return;
    await this.leave();
    if (!way || !session || signal.aborted) return;
    const { Push } = await import("./push.ts");
    const { client, store, feed } = session;
    const push = new Push({ client: client.inBackground(), route: await way.open(), clock: systemClock, store, feed, log: this.options.log });
    this.current = { push, session, route: way.name };
  }

  private async leave(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.push.close(AbortSignal.any([this.cutOff.signal, AbortSignal.timeout(patienceMs)]));
  }

  /** By its name it is known whether the way that is in use is still the right one. */
  private async wayFrom({ profile, client }: Session, signal: AbortSignal): Promise<{ readonly name: string; readonly open: () => Promise<Route> } | undefined> {
    const { tunnels, isAutomatic } = this.options;
    const background = client.inBackground();
    const tunnel = await tunnels.get(profile.id);
    if (tunnel) {
      const { tunnelRoute } = await import("./tunnelRoute.ts");
      const open = async (): Promise<Route> => tunnelRoute(background, tunnel, tunnels.keeperOf(profile.id));
      return { name: `${tunnel.url}/${tunnel.path} ${tunnel.port}`, open };
    }
    if (!isAutomatic() || !isLoopback(profile.baseUrl)) return undefined;
    // A tunnel to a remote server also begins on this machine, and that server cannot reach it.
    if (profile.kind !== "local" && (await background.test(signal)).environment !== "local") return undefined;
    const { loopbackRoute } = await import("./loopbackRoute.ts");
    return { name: "loopback", open: async () => loopbackRoute(background) };
  }
}
