import type { Clock } from "../../base/clock.ts";
import { messageOf } from "../../base/errors.ts";
import type { Disposable } from "../../base/events.ts";
import { Lifetime } from "../../base/lifetime.ts";
import type { EventDeliveryRow, EventDestinationRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { allowedHeaders } from "./customHeaders.ts";
import { HttpPost } from "./httpPost.ts";
import type { Message } from "./httpPost.ts";
import { Lane } from "./lane.ts";
import { signatureHeaders } from "./signature.ts";
import { openSecrets, validSecrets } from "./webhookSecrets.ts";
import { writtenEvent } from "./writtenEvent.ts";

export interface CourierParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  /**
   * The receivers' time, which goes its own way where ours is sped up: signatures carry it, and the limit for
   * an answer is counted by it.
   */
  readonly wallClock: Clock;
  readonly log: (message: string) => void;
}

/** As documented. */
const answerMs = 5000;

/** Brings events to webhooks, each as soon as it is committed and until it is taken; what waits, waits in the store. */
export class Courier implements Disposable {
  private readonly parts: CourierParts;
  private readonly lanes = new Map<string, Lane>();
  private readonly woken = new Set<string>();
  private readonly lifetime = new Lifetime();
  private readonly post = this.lifetime.own(new HttpPost());
  private soon: NodeJS.Immediate | undefined;

  constructor(parts: CourierParts) {
    this.parts = parts;
  }

  /** What an earlier run of the program left behind goes first. */
  start(): void {
    const { outbox } = this.parts.store;
    this.lifetime.own(outbox.onDidFill(id => this.wakeSoon(id)));
    for (const { id } of outbox.destinations.select("WHERE status = 'active'")) this.wakeSoon(id);
  }

  /** What is under way is broken off, and made anew after the next start. */
  dispose(): void {
    clearImmediate(this.soon);
    for (const lane of this.lanes.values()) lane.dispose();
    this.lanes.clear();
    this.lifetime.dispose();
  }

  /** Not at once: whoever made the change is answered first. */
  private wakeSoon(id: string): void {
    this.woken.add(id);
    this.soon ??= setImmediate(() => {
      this.soon = undefined;
      const ids = [...this.woken];
      this.woken.clear();
      for (const each of ids) this.laneTo(each).wake();
    });
  }

  private laneTo(id: string): Lane {
    const known = this.lanes.get(id);
    if (known) return known;
    const { store, clock, log } = this.parts;
    const lane = new Lane(id, {
      store,
      clock,
      log,
      bring: (...delivery) => this.bring(...delivery),
      onIdle: () => {
        this.lanes.delete(id);
        lane.dispose();
      },
    });
    this.lanes.set(id, lane);
    return lane;
  }

  /** Errors are told by their code alone: a message may name the address. */
  private async bring(destination: EventDestinationRow, delivery: EventDeliveryRow, ending: AbortSignal): Promise<string | undefined> {
    const limit = new AbortController();
    const timer = this.parts.wallClock.after(answerMs, () => limit.abort());
    const stop = (): void => limit.abort();
    ending.addEventListener("abort", stop);
    try {
      const status = await this.post.send(this.messageFor(destination, delivery), limit.signal);
      return status >= 200 && status < 300 ? undefined : `it answered ${status}`;
    } catch (error) {
      return limit.signal.aborted ? "no answer within 5 s" : reasonOf(error);
    } finally {
      timer.dispose();
      ending.removeEventListener("abort", stop);
    }
  }

  private messageFor(destination: EventDestinationRow, { event_id }: EventDeliveryRow): Message {
    const { store, vault, clock, wallClock } = this.parts;
    const event = store.events.get(event_id);
    if (!event) throw new Error(`${event_id} is not in the store`);
    const secrets = openSecrets(vault, destination);
    const body = JSON.stringify(writtenEvent(event));
    const seconds = Math.floor(wallClock.now() / 1000);
    return {
      url: destination.config["url"] ?? "",
      body,
      headers: {
        "user-agent": "Local-Deck",
        ...allowedHeaders(secrets.headers),
        "content-type": "application/json",
        ...signatureHeaders(event.id, seconds, body, validSecrets(secrets, clock.now())),
      },
    };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : messageOf(error);
}
