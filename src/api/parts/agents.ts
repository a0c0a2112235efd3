import type { ActOptions, Caller } from "../caller.ts";
import { Agent } from "../schemas/resources.ts";

export interface AgentDraft {
  readonly name: string;
  readonly description?: string | null;
}

export class Agents {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  list(signal?: AbortSignal): AsyncGenerator<Agent> {
    return this.caller.every({ route: "/agents" }, Agent, {}, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Agent> {
    return this.caller.get(agent(id), Agent, signal);
  }

  create(body: AgentDraft, options?: ActOptions): Promise<Agent> {
    return this.caller.act("POST", { route: "/agents", body }, Agent, options);
  }

  update(id: string, body: Partial<AgentDraft>, options?: ActOptions): Promise<Agent> {
    return this.caller.act("PATCH", { ...agent(id), body }, Agent, options);
  }

  /** For good. */
  delete(id: string, options?: ActOptions): Promise<void> {
    return this.caller.delete(agent(id), options);
  }
}

function agent(id: string) {
  return { route: "/agents/{id}", id };
}
