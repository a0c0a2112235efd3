import type { ActOptions, Caller } from "../caller.ts";
import { Credential } from "../schemas/resources.ts";
import type { Json } from "../schemas/wire.ts";
import { unquoted } from "../unquoted.ts";

export interface CredentialQuery {
  readonly source_id?: readonly string[];
  readonly status?: readonly string[];
  readonly external_id?: string;
}

export interface CredentialDraft {
  readonly source_id: string;
  /** `none` if it is left out. */
  readonly auth_method?: string;
  /** Such as `username` and `password`. They never come back. */
  readonly auth_credentials?: Readonly<Record<string, Json>>;
  /** At most 255 characters. */
  readonly external_id?: string;
}

export interface CredentialChanges {
  readonly auth_credentials?: Readonly<Record<string, Json>>;
  /** null removes it. */
  readonly external_id?: string | null;
}

export class Credentials {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  list(signal?: AbortSignal, query: CredentialQuery = {}): AsyncGenerator<Credential> {
    return this.caller.every({ route: "/credentials" }, Credential, { ...query }, signal);
  }

  get(id: string, signal?: AbortSignal): Promise<Credential> {
    return this.caller.get(credential(id), Credential, signal);
  }

  create(body: CredentialDraft, options?: ActOptions): Promise<Credential> {
    return unquoted(secretsIn(body), () => this.caller.act("POST", { route: "/credentials", body }, Credential, options));
  }

  /** New `auth_credentials` make a verified one unverified. */
  update(id: string, body: CredentialChanges, options?: ActOptions): Promise<Credential> {
    return unquoted(secretsIn(body), () => this.caller.act("PATCH", { ...credential(id), body }, Credential, options));
  }

  /** For good: it stays readable, with the status `deleted`, and starts no more runs. */
  delete(id: string, options?: ActOptions): Promise<void> {
    return this.caller.delete(credential(id), options);
  }
}

/** All but what the service tells of a credential. */
function secretsIn({ auth_credentials }: Pick<CredentialChanges, "auth_credentials">): Json[] {
  return Object.entries(auth_credentials ?? {}).flatMap(([name, value]) => (name === "username" ? [] : value));
}

function credential(id: string) {
  return { route: "/credentials/{id}", id };
}
