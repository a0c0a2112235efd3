import type { ActOptions, Caller } from "../caller.ts";
import { Source } from "../schemas/resources.ts";

export interface SourceDraft {
  readonly type: "website";
  readonly website: { readonly url: string };
  readonly name?: string | null;
}

export class Sources {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  list(signal?: AbortSignal): AsyncGenerator<Source> {
    return this.caller.every({ route: "/sources" }, Source, {}, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Source> {
    return this.caller.get(source(id), Source, signal);
  }

  create(body: SourceDraft, options?: ActOptions): Promise<Source> {
    return this.caller.act("POST", { route: "/sources", body }, Source, options);
  }

  update(id: string, body: Partial<SourceDraft>, options?: ActOptions): Promise<Source> {
    return this.caller.act("PATCH", { ...source(id), body }, Source, options);
  }

  delete(id: string, options?: ActOptions): Promise<void> {
    return this.caller.delete(source(id), options);
  }
}

function source(id: string) {
  return { route: "/sources/{id}", id };
}
