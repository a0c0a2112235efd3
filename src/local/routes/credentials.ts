import * as z from "zod";
import { Credential, CredentialPage } from "../../api/schemas/resources.ts";
import { credentialSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { one, pageFrom, pageParameters } from "../server/paging.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { CredentialRow } from "../store/rows.ts";
import { among } from "../store/table.ts";
import { AuthCredentials, keptCredentials } from "./authCredentials.ts";
import { sourceRow } from "./sources.ts";
import { times } from "./times.ts";

const tag = "Credentials";

const NewCredential = z.object({
  source_id: z.string().min(1),
  auth_method: z.enum(["none", "username_password"]).optional(),
  auth_credentials: AuthCredentials.nullish(),
  external_id: z.string().max(255).nullish(),
});

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
    reply: CredentialPage,
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
];

export function credentialRow({ store }: Deck, id: string): CredentialRow {
  const row = store.credentials.get(id);
  if (!row) throw notFound("credential", id);
  return row;
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

function written(row: Omit<CredentialRow, "seq">) {
  const { id, status, external_id, source_id, auth_method, summary } = row;
  return { id, object: "credential", status, external_id, source_id, auth_method, auth_credentials: summary, ...times(row) };
}
