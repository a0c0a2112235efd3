import * as vscode from "vscode";
import type { App } from "../../host/app.ts";
import { commandIds } from "../../host/commandIds.ts";
import type { Session } from "../../host/session.ts";
import { groupingLabels, groupings } from "../../runs/store/grouping.ts";
import { type Facet, facets, withFacet } from "../../runs/store/runFilter.ts";
import { command } from "../command.ts";
import { pickFacet, pickValues } from "./pickFilter.ts";
import { searchRuns } from "./searchRuns.ts";

/** What decides which runs are seen, and in which groups. */
export function registerListCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    command(app, commandIds.filterRuns, "Filtering", target => filterRuns(app, target)),
    command(app, commandIds.removeFilter, "Removing the filter", target => removeFilter(app, target)),
    command(app, commandIds.clearFilters, "Clearing the filters", () => clearFilters(app)),
    command(app, commandIds.groupRuns, "Grouping", () => groupRuns(app)),
    command(app, commandIds.saveQuery, "Saving the query", () => saveQuery(app)),
    command(app, commandIds.deleteQuery, "Deleting the query", target => deleteQuery(app, target)),
    command(app, commandIds.searchRuns, "Searching", () => searchRuns(app)),
  );
}

/** The lines of filters hand over what they filter by; from elsewhere the person picks it. */
async function filterRuns({ connection, lens }: App, target: unknown): Promise<void> {
  const session = await connection.ensure();
  const before = filterOf(lens, session);
  const facet = facetIn(target) ?? (await pickFacet(session, before));
  const values = await pickValues(session, before, facet);
  lens.setFilter(session.profile.id, withFacet(filterOf(lens, session), facet, values));
}

async function removeFilter({ connection, lens }: App, target: unknown): Promise<void> {
  const session = await connection.ensure();
  const facet = facetIn(target);
  if (facet) lens.setFilter(session.profile.id, withFacet(filterOf(lens, session), facet, []));
}

async function clearFilters({ connection, lens }: App): Promise<void> {
  lens.setFilter((await connection.ensure()).profile.id, {});
}

async function groupRuns({ lens }: App): Promise<void> {
  const items = groupings.map(grouping => ({
    grouping,
    label: groupingLabels[grouping],
    ...(grouping === lens.grouping ? { description: "now" } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, { title: "Group Runs", placeHolder: "Choose what stands together" });
  if (picked) await lens.group(picked.grouping);
}

async function saveQuery({ connection, lens }: App): Promise<void> {
  const { profile } = await connection.ensure();
  if (!lens.isFiltered(profile.id)) {
    void vscode.window.showInformationMessage("There is no filter to save. Filter the runs first.");
    return;
  }
  const name = await vscode.window.showInputBox({
    title: "Save Filter as Query",
    prompt: "Its runs stand in a group of their own. A name that is taken is given to this filter instead.",
    placeHolder: "Failed bills",
    validateInput: text => (text.trim() === "" ? "A name is needed here." : undefined),
  });
  if (name === undefined) return;
  await lens.saveQuery(name.trim(), lens.filter(profile.id), profile.id);
}

async function deleteQuery({ connection, lens }: App, target: unknown): Promise<void> {
  const { profile } = await connection.ensure();
  const name = nameIn(target) ?? (await pickQuery(lens.queries(profile.id).map(query => query.name)));
  if (name !== undefined) await lens.deleteQuery(name);
}

async function pickQuery(names: readonly string[]): Promise<string | undefined> {
  if (names.length > 0) return vscode.window.showQuickPick(names, { title: "Delete Query" });
  void vscode.window.showInformationMessage("There are no saved queries.");
  return undefined;
}

function filterOf(lens: App["lens"], { profile }: Session): ReturnType<App["lens"]["filter"]> {
  return lens.filter(profile.id);
}

function facetIn(target: unknown): Facet | undefined {
  const named = typeof target === "object" && target !== null && "facet" in target ? target.facet : undefined;
  return facets.find(facet => facet === named);
}

function nameIn(target: unknown): string | undefined {
  return typeof target === "object" && target !== null && "name" in target && typeof target.name === "string" ? target.name : undefined;
}
