import * as z from "zod";
import { credentialSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { one, pageFrom, pageParameters } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { CredentialRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { AuthCredentials, changedCredentials, keptCredentials } from "./authCredentials.ts";
import { sourceRow } from "./sources.ts";
import { Deletion, deletion } from "./deletion.ts";
import { Credential, pageOf } from "./replies.ts";
import { times } from "./times.ts";

const tag = "Credentials";

const NewCredential = z.object({
  source_id: z.string().min(1),
  auth_method: z.enum(["none", "username_password"]).optional(),
  auth_credentials: AuthCredentials.nullish(),
  external_id: z.string().max(255).nullish(),
});

/** Members of `auth_credentials` that are absent stay as they are. */
const CredentialChanges = NewCredential.pick({ auth_credentials: true, external_id: true });

const CredentialQuery = z.object({
  ...pageParameters,
  source_id: z.array(z.string()).optional(),
  status: z.array(z.string()).optional(),
  external_id: one(z.string().optional()),
});

export const credentialRoutes = [
  route({
    method: "POST",
    path: "/credentials",
    tag,
    summary: "Create a credential",
    query: none,
    body: NewCredential,
    reply: Credential,
    status: 201,
    handle: ({ deck, body }) => create(deck, body),
  }),
  route({
    method: "GET",
    path: "/credentials",
    tag,
    summary: "List credentials",
    query: CredentialQuery,
    body: none,
    reply: pageOf(Credential),
    handle({ deck, query }) {
      const { source_id, status, external_id } = query;
      const filters = [
        ...(source_id ? [among("source_id", source_id)] : []),
        ...(status ? [among("status", status)] : []),
        ...(external_id === undefined ? [] : [among("external_id", [external_id])]),
      ];
      return pageFrom(deck.store.credentials, { ...query, filters }, written);
    },
  }),
  route({
    method: "GET",
    path: "/credentials/{id}",
    tag,
    summary: "Retrieve a credential",
    query: none,
    body: none,
    reply: Credential,
    handle: ({ deck, id }) => written(credentialRow(deck, id)),
  }),
  route({
    method: "PATCH",
    path: "/credentials/{id}",
    tag,
    summary: "Update a credential",
    query: none,
    body: CredentialChanges,
    reply: Credential,
    handle: ({ deck, id, body }) => update(deck, usableCredential(deck, id), body),
  }),
  route({
    method: "DELETE",
    path: "/credentials/{id}",
    tag,
    summary: "Delete a credential",
    query: none,
    body: none,
    reply: Deletion,
    handle({ deck, id }) {
      const row = usableCredential(deck, id);
      const at = deck.clock.now();
      const changed = deck.store.credentials.amend(row, { status: "deleted", secret: null }, at) ?? row;
      deck.store.addEvent("credential.deleted", at, credentialSummary(changed));
      return deletion("credential", id);
    },
  }),
];

export function credentialRow({ store }: Deck, id: string): CredentialRow {
  const row = store.credentials.get(id);
  if (!row) throw notFound("credential", id);
  return row;
}

/** A deleted credential stays readable, and is of no other use. */
export function usableCredential(deck: Deck, id: string): CredentialRow {
  const row = credentialRow(deck, id);
  if (row.status !== "deleted") return row;
  throw conflict("credential", "deleted", "The credential is deleted; use another one.");
}

function create(deck: Deck, body: z.output<typeof NewCredential>) {
  const { store, clock } = deck;
  const source = sourceRow(deck, body.source_id);
  const at = clock.now();
  const id = newId("cred");
  const row = {
    id,
    created_at: at,
    updated_at: at,
    source_id: source.id,
    status: "unverified" as const,
    external_id: body.external_id ?? null,
    auth_method: body.auth_method ?? "none",
    ...keptCredentials(deck.vault, id, body.auth_credentials ?? {}),
  };
  return store.transaction(() => {
    store.credentials.insert(row);
    store.addEvent("credential.created", at, credentialSummary(row));
    return written(row);
  });
}

function update({ store, vault, clock }: Deck, row: CredentialRow, body: z.output<typeof CredentialChanges>) {
  const { auth_credentials, external_id } = body;
  const at = clock.now();
  const login = auth_credentials === undefined ? {} : { ...changedCredentials(vault, row, auth_credentials), status: "unverified" as const };
  const changed = store.credentials.amend(row, { external_id, ...login }, at) ?? row;
  // There is no event for other changes of a credential.
  if (changed.status !== row.status) store.addEvent("credential.unverified", at, credentialSummary(changed));
  return written(changed);
}

function written(row: Omit<CredentialRow, "seq">) {
  const { id, status, external_id, source_id, auth_method, summary } = row;
  return { id, object: "credential" as const, status, external_id, source_id, auth_method, auth_credentials: summary, ...times(row) };
}
