import { PageParameters, pageFrom } from "../server/paging.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { among } from "../store/table.ts";
import { pageOf, StorageItem } from "./replies.ts";
import { existingRun } from "./taskRuns.ts";
import { writtenFile } from "./writtenRun.ts";

export const storageRoutes = [
  route({
    method: "GET",
    path: "/storage/{id}",
    tag: "Storage",
    summary: "Retrieve a storage item",
    query: none,
    body: none,
    reply: StorageItem,
    handle({ deck, id, origin }) {
      const row = deck.store.storage.get(id);
      if (!row) throw notFound("storage", id);
      return writtenFile(deck, row, origin);
    },
  }),
  route({
    method: "GET",
    path: "/task-runs/{id}/storage",
    tag: "Task Runs",
    summary: "List the storage items of a task run",
    query: PageParameters,
    body: none,
    reply: pageOf(StorageItem),
    handle({ deck, id, query, origin }) {
      const filters = [among("run_id", [existingRun(deck, id).id])];
      return pageFrom(deck.store.storage, { ...query, filters, oldestFirst: true }, row => writtenFile(deck, row, origin));
    },
  }),
];
