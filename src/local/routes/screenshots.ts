import { PageParameters, pageFrom } from "../server/paging.ts";
import { none, route } from "../server/route.ts";
import { among } from "../store/table.ts";
import { pageOf, Screenshot } from "./replies.ts";
import { existingRun } from "./taskRuns.ts";
import { writtenScreenshot } from "./writtenRun.ts";

export const screenshotsRoute = route({
  method: "GET",
  path: "/task-runs/{id}/screenshots",
  tag: "Task Runs",
  summary: "List the screenshots of a task run, oldest first",
  query: PageParameters,
  body: none,
  reply: pageOf(Screenshot),
  handle({ deck, id, query, origin }) {
    const filters = [among("run_id", [existingRun(deck, id).id])];
    return pageFrom(deck.store.screenshots, { ...query, filters, oldestFirst: true }, row => writtenScreenshot(deck, row, origin));
  },
});
