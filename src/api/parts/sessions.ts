import type { ActOptions, Caller } from "../caller.ts";
import { Session } from "../schemas/resources.ts";

export interface SessionQuery {
  readonly status?: readonly string[];
  readonly source_id?: readonly string[];
  readonly credential_id?: readonly string[];
}

export class Sessions {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** The filters are not documented: a server may ignore them. */
  list(signal?: AbortSignal, query: SessionQuery = {}): AsyncGenerator<Session> {
    return this.caller.every({ route: "/sessions" }, Session, { ...query }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Session> {
    return this.caller.get({ route: "/sessions/{id}", id }, Session, signal);
  }

  /** Cancels the runs that still go on in it. */
  end(id: string, options?: ActOptions): Promise<Session> {
    return this.caller.act("POST", { route: "/sessions/{id}/end", id }, Session, options);
  }
}
