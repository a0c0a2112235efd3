import { hasFailed } from "../apiError.ts";
import type { QueryValue } from "../call.ts";
import type { ActOptions, Caller } from "../caller.ts";
import { ListedScreenshot, Run, RunSummary } from "../schemas/run.ts";
import { StoredFile } from "../schemas/storedFile.ts";
import type { Json, Page } from "../schemas/wire.ts";
import { unquoted } from "../unquoted.ts";

/** What a list of runs can be narrowed to; dates are ISO 8601. */
export interface RunQuery {
  readonly status?: readonly string[] | undefined;
  /** Of the field `result`: `success`, `failure`, `unknown`. */
  readonly outcome?: readonly string[] | undefined;
  readonly source_id?: readonly string[] | undefined;
  readonly task_id?: string | undefined;
  readonly agent_id?: string | undefined;
  readonly credential_id?: string | undefined;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
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

export class Runs {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** One page of runs, without what can be large. The order is the server's. */
  page(query: RunQuery, signal?: AbortSignal): Promise<Page<RunSummary>> {
    return this.caller.page({ route: "/task-runs" }, RunSummary, { ...query }, signal);
  }

  /** Page after page, for as long as the caller asks. */
  list(query: Omit<RunQuery, "cursor"> = {}, signal?: AbortSignal): AsyncGenerator<RunSummary> {
    return this.caller.every({ route: "/task-runs" }, RunSummary, { ...query }, signal);
  }

  get(id: string, include: readonly RunSection[] = [], signal?: AbortSignal): Promise<Run> {
    return this.caller.get({ ...run(id), query: including(include) }, Run, signal);
  }

  /** The run, and the text of the answer as it came. */
  getForText(id: string, include: readonly RunSection[] = [], signal?: AbortSignal): Promise<{ value: Run; text: string }> {
    return this.caller.getForText({ ...run(id), query: including(include) }, Run, signal);
  }

  /** Undefined if the service does not know the run (any more). */
  async find(id: string, signal?: AbortSignal): Promise<RunSummary | undefined> {
    try {
      return await this.caller.get(run(id), RunSummary, signal);
    } catch (thrown) {
      if (hasFailed(thrown, "notFound")) return undefined;
      throw thrown;
    }
  }

  /** Invalid input throws `invalid`, with the messages by field; no session free throws `limited`. */
  start(taskId: string, body: RunStart, options?: ActOptions): Promise<RunSummary> {
    return this.caller.act("POST", { route: "/tasks/{id}/run", id: taskId, body }, RunSummary, options);
  }

  /** Only from `queued` and `running`; elsewhere it throws `conflict`. */
  cancel(id: string, options?: ActOptions): Promise<RunSummary> {
    return this.caller.act("POST", { route: "/task-runs/{id}/cancel", id }, RunSummary, options);
  }

  /** All fields of the interaction, by name. Throws `conflict` once the run no longer waits. */
  answer(id: string, input: Readonly<Record<string, string>>, options?: ActOptions): Promise<RunSummary> {
    return unquoted(Object.values(input), () => this.caller.act("POST", { route: "/task-runs/{id}/interaction", id, body: { input } }, RunSummary, options));
  }

  /** Only where `GET /test` lists the capability `review`: elsewhere people decide in the Console. Throws `conflict` once it is decided. */
  decide(id: string, decision: "approve" | "reject", note: string, options?: ActOptions): Promise<RunSummary> {
    // The call stands beside the API's version, not below it.
    return this.caller.act("POST", { route: `/../control/task-runs/{id}/${decision}`, id, body: note === "" ? {} : { note } }, RunSummary, options);
  }

  files(id: string, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    return this.caller.every({ route: "/task-runs/{id}/storage", id }, StoredFile, {}, signal);
  }

  /** Oldest first. */
  screenshots(id: string, signal?: AbortSignal): AsyncGenerator<ListedScreenshot> {
    return this.caller.every({ route: "/task-runs/{id}/screenshots", id }, ListedScreenshot, {}, signal);
  }
}

function including(sections: readonly RunSection[]): Record<string, QueryValue> {
  return sections.length > 0 ? { include: sections.join(",") } : {};
}

function run(id: string) {
  return { route: "/task-runs/{id}", id };
}
