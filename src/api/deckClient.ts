import type * as z from "zod";
import { hasFailed } from "./apiError.ts";
import { AgentPage, CredentialPage, ServiceTest, SourcePage, Task, TaskPage, type Agent, type Credential, type Source } from "./schemas/resources.ts";
import { Run, RunPage, RunSummary } from "./schemas/run.ts";
import type { Json, Page } from "./schemas/wire.ts";
import type { Call, QueryValue, Transport } from "./transport.ts";

/** What a list of runs can be narrowed to; dates are ISO 8601. */
export interface RunQuery {
  readonly status?: readonly string[] | undefined;
  readonly task_id?: string;
  readonly created_after?: string;
  readonly created_before?: string;
  /** 1 to 100. */
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

export type RunSection = "input" | "storage" | "artifacts";

/** What a run is started with: at most one of the three ids says where it runs. */
export interface RunStart {
  readonly input?: Json;
  readonly credential_id?: string;
  readonly source_id?: string;
  readonly session_id?: string;
}

/** Deck's API v2, a short method for each call. Every call may throw an `ApiError`. */
export class DeckClient {
  private readonly transport: Transport;
  private readonly newKey: () => string;

  /** `newKey` makes idempotency keys: unique, at most 256 characters. */
  constructor(transport: Transport, newKey: () => string) {
    this.transport = transport;
    this.newKey = newKey;
  }

  /** Answers if the key is good; throws `unauthorized` if not. */
  test(signal?: AbortSignal): Promise<ServiceTest> {
    return this.transport.send({ method: "GET", path: "/test", signal }, ServiceTest);
  }

  agents(signal?: AbortSignal): AsyncGenerator<Agent> {
    return this.every("/agents", AgentPage, signal);
  }

  sources(signal?: AbortSignal): AsyncGenerator<Source> {
    return this.every("/sources", SourcePage, signal);
  }

  credentials(signal?: AbortSignal): AsyncGenerator<Credential> {
    return this.every("/credentials", CredentialPage, signal);
  }

  tasks(signal?: AbortSignal): AsyncGenerator<Task> {
    return this.every("/tasks", TaskPage, signal);
  }

  task(id: string, signal?: AbortSignal): Promise<Task> {
    return this.transport.send({ method: "GET", path: `/tasks/${encodeURIComponent(id)}`, signal }, Task);
  }

  /** One page of runs, without what can be large. The order is the server's. */
  runs(query: RunQuery, signal?: AbortSignal): Promise<Page<RunSummary>> {
    return this.transport.send({ method: "GET", path: "/task-runs", query: { ...query }, signal }, RunPage);
  }

  run(id: string, include: readonly RunSection[] = [], signal?: AbortSignal): Promise<Run> {
    const query: Record<string, QueryValue> = include.length > 0 ? { include: include.join(",") } : {};
    return this.transport.send({ method: "GET", path: runPath(id), query, signal }, Run);
  }

  /** Undefined if the service does not know the run (any more). */
  async findRun(id: string, signal?: AbortSignal): Promise<RunSummary | undefined> {
    try {
      return await this.transport.send({ method: "GET", path: runPath(id), signal }, RunSummary);
    } catch (thrown) {
      if (hasFailed(thrown, "notFound")) return undefined;
      throw thrown;
    }
  }

  /** Invalid input throws `invalid`, with the messages by field; no session free throws `limited`. */
  startRun(taskId: string, start: RunStart, signal?: AbortSignal): Promise<RunSummary> {
    return this.act(`/tasks/${encodeURIComponent(taskId)}/run`, start, signal);
  }

  /** Only from `queued` and `running`; elsewhere it throws `conflict`. */
  cancelRun(id: string, signal?: AbortSignal): Promise<RunSummary> {
    return this.act(`${runPath(id)}/cancel`, undefined, signal);
  }

  /** All fields of the interaction, by name. Throws `conflict` once the run no longer waits. */
  answerRun(id: string, input: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<RunSummary> {
    return this.act(`${runPath(id)}/interaction`, { input }, signal);
  }

  /** The bytes behind a signed URL of a screenshot or file. */
  download(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
    return this.transport.download(url, signal);
  }

  private act(path: string, body: unknown, signal: AbortSignal | undefined): Promise<RunSummary> {
    const call: Call = { method: "POST", path, body, idempotencyKey: this.newKey(), signal };
    return this.transport.send(call, RunSummary);
  }

  /** Asks for the next page only when the caller gets there. */
  private async *every<T>(path: string, page: z.ZodType<Page<T>>, signal: AbortSignal | undefined): AsyncGenerator<T> {
    let cursor: string | undefined;
    do {
      const answer = await this.transport.send({ method: "GET", path, query: { limit: 100, cursor }, signal }, page);
      yield* answer.data;
      cursor = answer.has_more ? (answer.next_cursor ?? undefined) : undefined;
    } while (cursor);
  }
}

function runPath(id: string): string {
  return `/task-runs/${encodeURIComponent(id)}`;
}
