import * as z from "zod";
import { unfinished } from "../engine/transitions.ts";
import { sourceSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import type { Deck } from "../server/deck.ts";
import { PageParameters, pageFrom } from "../server/paging.ts";
import { conflict, notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import type { SourceRow } from "../store/rows.ts";
import { Deletion, deletion } from "./deletion.ts";
import { Source, pageOf } from "./replies.ts";
import { times } from "./times.ts";

const tag = "Sources";

/** People write `example.com`. */
const WebAddress = z.preprocess(
  text => (typeof text === "string" && /^(?:localhost|(?:[\w-]+\.)+[\w-]+)(?::\d+)?(?:[/?#]|$)/.test(text) ? hrefOf(text) : text),
  z.url({ protocol: /^https?$/, error: issue => (issue.code === "invalid_format" ? "must be an http or https URL" : undefined) }),
);

const NewSource = z.object({
  type: z.enum(["website"]),
  website: z.object({ url: WebAddress }),
  name: z.string().nullish(),
});

export const sourceRoutes = [
  route({
    method: "POST",
    path: "/sources",
    tag,
    summary: "Create a source",
    query: none,
    body: NewSource,
    reply: Source,
    // Documented so: the other creations answer 201.
    status: 200,
    handle({ deck, body }) {
      const at = deck.clock.now();
      const row = {
        id: newId("src"),
        created_at: at,
        updated_at: at,
        name: body.name ?? null,
        type: body.type,
        url: body.website.url,
      };
      return deck.store.transaction(() => {
        deck.store.sources.insert(row);
        deck.store.addEvent("source.created", at, sourceSummary(row));
        return written(row);
      });
    },
  }),
  route({
    method: "GET",
    path: "/sources",
    tag,
    summary: "List sources",
    query: PageParameters,
    body: none,
    reply: pageOf(Source),
    handle: ({ deck, query }) => pageFrom(deck.store.sources, query, written),
  }),
  route({
    method: "GET",
    path: "/sources/{id}",
    tag,
    summary: "Retrieve a source",
    query: none,
    body: none,
    reply: Source,
    handle: ({ deck, id }) => written(sourceRow(deck, id)),
  }),
  route({
    method: "PATCH",
    path: "/sources/{id}",
    tag,
    summary: "Update a source",
    query: none,
    body: NewSource.partial(),
    reply: Source,
    handle({ deck, id, body }) {
      const row = sourceRow(deck, id);
      const at = deck.clock.now();
      const changed = deck.store.sources.amend(row, { name: body.name, type: body.type, url: body.website?.url }, at);
      if (changed) deck.store.addEvent("source.updated", at, sourceSummary(changed));
      return written(changed ?? row);
    },
  }),
  route({
    method: "DELETE",
    path: "/sources/{id}",
    tag,
    summary: "Delete a source",
    query: none,
    body: none,
    reply: Deletion,
    handle({ deck, id }) {
      const row = sourceRow(deck, id);
      if (isInUse(deck, id)) {
        throw conflict("source", "in_use", "The source has credentials, or runs that have not ended; delete or end them first.");
      }
      deck.store.sources.delete(id);
      deck.store.addEvent("source.deleted", deck.clock.now(), sourceSummary(row));
      return deletion("source", id);
    },
  }),
];

function hrefOf(text: string): string {
  return URL.parse(`https://${text}`)?.href ?? text;
}

function isInUse({ store }: Deck, id: string): boolean {
  if (store.credentials.count("WHERE source_id = ? AND status <> 'deleted'", [id]) > 0) return true;
  return store.runs.count(`WHERE ${unfinished} AND source_id = ?`, [id]) > 0;
}

export function sourceRow({ store }: Deck, id: string): SourceRow {
  const row = store.sources.get(id);
  if (!row) throw notFound("source", id);
  return row;
}

function written(row: Omit<SourceRow, "seq">) {
  const { id, name, type, url } = row;
  return { id, object: "source" as const, name, type, website: { url }, ...times(row) };
}
