import type { ActLog } from "./actLog.ts";
import type { ApiError } from "./apiError.ts";
import { type ActOptions, Caller, type Manner } from "./caller.ts";
import type { Difference } from "./drift.ts";
import { Agents } from "./parts/agents.ts";
import { Credentials } from "./parts/credentials.ts";
import { Destinations } from "./parts/destinations.ts";
import { Events } from "./parts/events.ts";
import { Runs } from "./parts/runs.ts";
import { Sessions } from "./parts/sessions.ts";
import { Sources } from "./parts/sources.ts";
import { Tasks } from "./parts/tasks.ts";
import { ComponentToken, type ScenarioFile, ScenarioFiles, ServiceTest } from "./schemas/resources.ts";
import { StoredFile } from "./schemas/storedFile.ts";
import type { TrafficReport } from "./traffic.ts";
import type { Transport } from "./transport.ts";

/** Deck's API v2, a short method for each call. Every call may throw an `ApiError`; its signal's reason if that is aborted. */
export class DeckClient {
  readonly agents: Agents;
  readonly sources: Sources;
  readonly credentials: Credentials;
  readonly tasks: Tasks;
  readonly runs: Runs;
  readonly sessions: Sessions;
  readonly events: Events;
  readonly destinations: Destinations;
  private readonly caller: Caller;
  private readonly transport: Transport;
  private readonly newKey: () => string;

  /** `newKey` makes idempotency keys: unique, at most 256 characters. */
  constructor(transport: Transport, newKey: () => string, manner: Manner = {}) {
    this.transport = transport;
    this.newKey = newKey;
    const caller = new Caller(transport, newKey, manner);
    this.caller = caller;
    this.agents = new Agents(caller);
    this.sources = new Sources(caller);
    this.credentials = new Credentials(caller);
    this.tasks = new Tasks(caller);
    this.runs = new Runs(caller);
    this.sessions = new Sessions(caller);
    this.events = new Events(caller);
    this.destinations = new Destinations(caller);
  }

  /** The same service for work that nobody waits for: it lets the calls of persons go first. */
  inBackground(): DeckClient {
    return new DeckClient(this.transport, this.newKey, { priority: "background" });
  }

  /** The same service, with every act of a person kept until it is answered. */
  keeping(acts: ActLog): DeckClient {
    return new DeckClient(this.transport, this.newKey, { acts });
  }

  /** Answers if the key is good; throws `unauthorized` if not. */
  test(signal?: AbortSignal): Promise<ServiceTest> {
    return this.caller.get({ route: "/test" }, ServiceTest, signal);
  }

  /** Whether it was this client's key that the service refused: errors outlive the profile that they came from. */
  hasRefused(thrown: ApiError): boolean {
    return this.transport.hasRefused(thrown);
  }

  /** Only Local Deck knows the call, which stands beside the API's version. */
  async scenarios(signal?: AbortSignal): Promise<ScenarioFile[]> {
    return (await this.caller.get({ route: "/../control/scenarios" }, ScenarioFiles, signal)).data;
  }

  /** A stored file, with a new signed URL. */
  file(id: string, signal?: AbortSignal): Promise<StoredFile> {
    return this.caller.get({ route: "/storage/{id}", id }, StoredFile, signal);
  }

  /** For the component with which people sign in. */
  createToken(options?: ActOptions): Promise<ComponentToken> {
    return this.caller.act("POST", { route: "/token" }, ComponentToken, options);
  }

  /** The bytes behind a signed URL of a screenshot or file. */
  download(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    return this.transport.download(url, signal);
  }

  /** The same for large files, chunk by chunk: it reads on when `take` is done. */
  stream(url: string, take: (chunk: Uint8Array) => Promise<void>, signal?: AbortSignal): Promise<void> {
    return this.transport.stream(url, take, signal);
  }

  /** How the server's answers differ from what we know. */
  differences(): readonly Difference[] {
    return this.transport.ledger.drift.list();
  }

  /** What was sent and received in the last hour. */
  traffic(): TrafficReport {
    return this.transport.ledger.traffic.report();
  }
}
