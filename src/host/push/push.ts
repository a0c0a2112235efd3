import { hasFailed } from "../../api/apiError.ts";
import type { DeckClient } from "../../api/deckClient.ts";
import type { DeckEvent } from "../../api/schemas/events.ts";
import { type Clock, sleep } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Disposable } from "../../base/events.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { ToldRun } from "../../runs/feed/feedNews.ts";
import type { RunStore } from "../../runs/store/runStore.ts";
import { EventReceiver } from "./eventReceiver.ts";
import { PushHealth } from "./pushHealth.ts";
import type { Route } from "./route.ts";

export interface PushOptions {
  readonly client: DeckClient;
  readonly route: Route;
  readonly clock: Clock;
  /** Where the effects of what is told are read. */
  readonly store: Pick<RunStore, "onDidChange" | "newest">;
  readonly feed: { hear(runs: readonly ToldRun[]): void; setPushed(isHealthy: boolean): void };
  readonly log: (line: string) => void;
}

/** How often the server is asked whether it still sends. */
const checkMs = 5 * 60_000;
/** After a start that failed; each time twice as long. */
const retryMs = 15_000;
const longestRetryMs = 10 * 60_000;

/** Has the server tell this window of changes, for as long as it is open. What goes wrong is logged, and runs are asked for as without it. */
export class Push implements Disposable {
  private readonly lifetime = new Lifetime();
  private readonly options: PushOptions;
  private readonly health: PushHealth;
  private readonly stopped = new AbortController();
  private readonly cutOff = new AbortController();
  private receiver: EventReceiver | undefined;
  private destinationId: string | undefined;
  private checking: AbortController | undefined;
  private readonly work: Promise<void>;

  constructor(options: PushOptions) {
    this.options = options;
    this.health = this.lifetime.own(new PushHealth(options.clock, options.store.newest()[0]));
    this.lifetime.own(this.health.onDidChange(isHealthy => this.tell(isHealthy)));
    this.lifetime.own(options.store.onDidChange(change => this.health.saw(change)));
    this.work = this.keepUp();
  }

  get isHealthy(): boolean {
    return this.health.isHealthy && !this.stopped.signal.aborted;
  }

  /** The port that is listened on; undefined while none is. */
  get port(): number | undefined {
    return this.receiver?.port;
  }

  /** Resolves when the server knows, or could not be told within the limit. Never rejects. */
  async close(limit?: AbortSignal): Promise<void> {
    this.dispose();
    const cut = (): void => this.cutOff.abort(limit?.reason);
    if (limit?.aborted) cut();
    else limit?.addEventListener("abort", cut, { once: true });
    await this.work;
    const { destinationId: id } = this;
    this.destinationId = undefined;
    if (id !== undefined) await this.withdraw(id);
    await this.receiver?.close();
    this.receiver = undefined;
  }

  dispose(): void {
    this.stopped.abort(new Error("The window no longer listens for events."));
    this.lifetime.dispose();
    this.options.feed.setPushed(false);
  }

  /** Until it is stopped: starts, then checks now and then, and starts anew what is no longer as it was. */
  private async keepUp(): Promise<void> {
    const { clock, log } = this.options;
    for (let failures = 0; !this.stopped.signal.aborted; ) {
      try {
        await this.announce();
        failures = 0;
      } catch (error) {
        if (this.stopped.signal.aborted) return;
        failures += 1;
        this.health.lost();
        log(`The server cannot tell of changes, so it is asked for them. ${messageOf(error)}`);
      }
      const ms = failures === 0 ? checkMs : Math.min(longestRetryMs, retryMs * 2 ** (failures - 1));
      this.checking = new AbortController();
      await sleep(clock, ms, AbortSignal.any([this.checking.signal, this.stopped.signal])).catch(() => undefined);
    }
  }

  private async announce(): Promise<void> {
    const { route, clock, log } = this.options;
    this.receiver ??= await EventReceiver.open({ port: route.port, path: route.path, secret: route.secret, clock, log, onEvent: event => this.hear(event) });
    const { signal: asking } = this.stopped;
    const { destinationId: former } = this;
    if (former !== undefined) {
      if (await this.isActive(former, asking)) return;
      this.health.lost();
      await route.withdraw(former, asking);
      this.destinationId = undefined;
    }
    this.destinationId = await route.announce(this.receiver.port, { asking, making: this.cutOff.signal });
  }

  private async isActive(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      return (await this.options.client.destinations.get(id, signal)).status !== "inactive";
    } catch (error) {
      if (hasFailed(error, "notFound")) return false;
      throw error;
    }
  }

  private hear({ type, data }: DeckEvent): void {
    const { feed } = this.options;
    const { id, updated_at } = data;
    const [, status] = /^task_run\.(.+)$/.exec(type) ?? [];
    if (typeof id !== "string" || status === undefined) return this.health.heard();
    this.health.heard({ id, status });
    feed.hear([{ id, status, updated_at: typeof updated_at === "string" ? updated_at : undefined }]);
  }

  private tell(isHealthy: boolean): void {
    const { feed, log } = this.options;
    log(isHealthy ? "The server tells of changes." : "Whether the server tells of all changes is not sure, so it is asked for them.");
    feed.setPushed(isHealthy);
    // Perhaps it has stopped sending.
    if (!isHealthy) this.checking?.abort();
  }

  private async withdraw(id: string): Promise<void> {
    try {
      await this.options.route.withdraw(id, this.cutOff.signal);
    } catch (error) {
      this.options.log(`The server could not be told that the window no longer listens. ${messageOf(error)}`);
    }
  }
}
