import * as z from "zod";
import { StoredFile } from "../../api/schemas/storedFile.ts";
import { pageOf } from "../../api/schemas/wire.ts";
import { PageParameters, pageFrom } from "../server/paging.ts";
import { notFound } from "../server/refusal.ts";
import { none, route } from "../server/route.ts";
import { among } from "../store/table.ts";
import { existingRun } from "./taskRuns.ts";
import { writtenFile } from "./writtenRun.ts";

const StorageItem = StoredFile.extend({
  task_run_id: z.string(),
  metadata: z.null(),
  /** Of the extraction; success also where none was wanted. */
  result: z.enum(["success", "failure"]),
  fetch_date: z.string(),
  request_id: z.string().optional(),
});

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
