import type { ActOptions, Caller } from "../caller.ts";
import { Task } from "../schemas/resources.ts";
import type { Json, JsonSchema } from "../schemas/wire.ts";

export interface TaskQuery {
  readonly agent_id?: string;
  readonly status?: string;
}

export interface TaskDraft {
  readonly name: string;
  readonly agent_id: string;
  /** Chosen by the service if it is left out. */
  readonly id?: string;
  readonly prompt?: string | null;
  readonly input_schema?: JsonSchema | null;
  readonly output_schema?: JsonSchema | null;
  readonly storage?: Json;
  readonly settings?: { readonly timeout_seconds?: number | null } | null;
}

export class Tasks {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  list(signal?: AbortSignal, query: TaskQuery = {}): AsyncGenerator<Task> {
    return this.caller.every({ route: "/tasks" }, Task, { ...query }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Task> {
    return this.caller.get(task(id), Task, signal);
  }

  /** The task, and the text of the answer as it came. */
  getForText(id: string, signal?: AbortSignal): Promise<{ value: Task; text: string }> {
    return this.caller.getForText(task(id), Task, signal);
  }

  create(body: TaskDraft, options?: ActOptions): Promise<Task> {
    return this.caller.act("POST", { route: "/tasks", body }, Task, options);
  }

  /** What is left out stays as it is. */
  update(id: string, body: Partial<Omit<TaskDraft, "id">>, options?: ActOptions): Promise<Task> {
    return this.caller.act("PATCH", { ...task(id), body }, Task, options);
  }

  delete(id: string, options?: ActOptions): Promise<void> {
    return this.caller.delete(task(id), options);
  }

  /** Back to `learning`: the next run finds its way anew. */
  reset(id: string, options?: ActOptions): Promise<Task> {
    return this.caller.act("POST", { route: "/tasks/{id}/reset", id }, Task, options);
  }
}

function task(id: string) {
  return { route: "/tasks/{id}", id };
}
