import * as vscode from "vscode";
import type { RunSummary } from "../api/schemas/run.ts";
import { commandIds } from "../host/commandIds.ts";
import { nameIn } from "../host/filterNames.ts";
import { statusIcon } from "../host/statusIcon.ts";
import { ageText } from "../runs/duration.ts";
import { type Loaded, loadedText } from "../runs/listing/loaded.ts";
import { askedText, waitedText, waitingLine } from "../runs/needs/needsYou.ts";
import { idTail, outcomeText, runLine, runWords } from "../runs/runLine.ts";
import type { StartingRun } from "../runs/starting/startingRuns.ts";
import { isActive, statusLabel } from "../runs/status.ts";
import { facetLine, filterText } from "../runs/store/filterWords.ts";
import { type Grouping, groupTitle } from "../runs/store/grouping.ts";
import type { Facet } from "../runs/store/runFilter.ts";
import { plainTooltip } from "./plainTooltip.ts";
import { isOfRun, keyOf, type Place, type RunNode } from "./runNodes.ts";
import type { ShownRuns } from "./shownRuns.ts";

/** The editor forgets what comes with a command as soon as the tree is to be drawn anew, and a click of that moment fails: nothing comes with this one. */
const openChosen: vscode.Command = { command: commandIds.openChosen, title: "Open Run" };

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

/** What is folded at first: what is over and seldom looked for. */
const foldedAtFirst: ReadonlySet<string> = new Set(["canceled"]);

export function itemOf(node: RunNode, shown: ShownRuns, now: number): vscode.TreeItem {
  const item = bareItem(node, shown, now);
  item.id = keyOf(node);
  if (isOfRun(node) && item.command) item.command = openChosen;
  return item;
}

function bareItem(node: RunNode, shown: ShownRuns, now: number): vscode.TreeItem {
  switch (node.kind) {
    case "filter":
      return filterItem(node.facet, shown, now);
    case "query":
      return queryItem(node.name, shown, now);
    case "group":
      return groupItem(node.group, shown, now);
    case "run": {
      const run = shown.session.store.get(node.id);
      if (!run) return new vscode.TreeItem(node.id);
      return itemIn(run, shown, { grouping: node.query === undefined ? shown.grouping : undefined, now });
    }
    case "needsYou":
      return needsYouItem(shown);
    case "needy": {
      const run = shown.session.store.get(node.id);
      return run ? needyItem(run, shown, now) : new vscode.TreeItem(node.id);
    }
    case "starting":
      return startingItem(shown.starting.get(node.key));
    case "more":
      return moreItem(node.place, shown.listing(node.place.query)?.rest(restKey(node.place)), now);
    case "none":
      return noneItem(shown, node.query);
  }
}

function startingItem(run: StartingRun | undefined): vscode.TreeItem {
  if (run?.lost) return lostItem(run, run.lost.why);
  const item = new vscode.TreeItem(run?.taskName ?? "");
  item.description = "starting…";
  item.iconPath = new vscode.ThemeIcon("loading~spin");
  item.tooltip = "Sent to the service, which has not yet answered. It becomes a run as soon as it does.";
  item.contextValue = "starting";
  item.accessibilityInformation = { label: `${run?.taskName ?? "A run"}, starting` };
  return item;
}

function lostItem({ taskName }: StartingRun, why: string): vscode.TreeItem {
  const item = new vscode.TreeItem(taskName);
  item.description = "not known whether it began";
  item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
  item.tooltip = plainTooltip(`It is not known whether this run began. ${why}`, "Try Again finds it or starts it, never a second time. Forget takes it off this list.");
  item.contextValue = "lostStart";
  item.accessibilityInformation = { label: `${taskName}, not known whether it began` };
  return item;
}

/** The runs of a query stand in a single group without a name. */
export function restKey({ query, group }: Place): string | undefined {
  return query === undefined ? group : "";
}

function filterItem(facet: Facet, { session, filter }: ShownRuns, now: number): vscode.TreeItem {
  const line = facetLine(filter, facet, (named, id) => nameIn(session, named, id), now);
  const item = new vscode.TreeItem(line);
  item.iconPath = new vscode.ThemeIcon("filter");
  item.contextValue = "filter";
  item.tooltip = `Only runs with ${line}. Click to change.`;
  item.command = { command: commandIds.filterRuns, title: "Filter Runs", arguments: [{ facet }] };
  item.accessibilityInformation = { label: `Filter, ${line}` };
  return item;
}

function queryItem(name: string, shown: ShownRuns, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(name, Collapsed);
  const filter = shown.queries.find(query => query.name === name)?.filter ?? {};
  item.iconPath = new vscode.ThemeIcon("bookmark");
  item.contextValue = "query";
  item.tooltip = filterText(filter, (facet, id) => nameIn(shown.session, facet, id), now) || "All runs";
  return withCount(item, name, shown.listing(name)?.countText("") ?? "");
}

function groupItem(group: string, shown: ShownRuns, now: number): vscode.TreeItem {
  const { session, grouping } = shown;
  const title = groupTitle(group, grouping, { taskName: id => session.taskName({ task_id: id }), now });
  const item = new vscode.TreeItem(title, grouping === "status" && foldedAtFirst.has(group) ? Collapsed : Expanded);
  item.contextValue = "group";
  return withCount(item, title, shown.listing()?.countText(group) ?? "");
}

function withCount(item: vscode.TreeItem, title: string, count: string): vscode.TreeItem {
  item.description = count;
  item.accessibilityInformation = { label: `${title}, ${count} ${count === "1" ? "run" : "runs"}` };
  return item;
}

/** What the group above says is not said again. */
function itemIn(run: RunSummary, shown: ShownRuns, { grouping, now }: { grouping: Grouping | undefined; now: number }): vscode.TreeItem {
  if (grouping === "task") return itemUnderTask(run, shown, now);
  const item = runItem(run, shown, now);
  if (grouping === "status") item.description = runLine(run, now, { isBelowStatus: true }) + watchedMark(run, shown.watched);
  return item;
}

type RunSight = Pick<ShownRuns, "session" | "watched">;

export function runItem(run: RunSummary, { session, watched }: RunSight, now: number): vscode.TreeItem {
  const name = session.taskName(run);
  const item = new vscode.TreeItem(name);
  item.description = runLine(run, now) + watchedMark(run, watched);
  item.iconPath = statusIcon(run.status, run.result);
  item.contextValue = `run.${run.status}`;
  item.command = { command: commandIds.openRun, title: "Open Run", arguments: [{ kind: "run", id: run.id, preserveFocus: true }] };
  item.accessibilityInformation = { label: runWords(name, run, now) };
  return item;
}

function watchedMark({ id, status }: RunSummary, watched: ShownRuns["watched"]): string {
  return isActive(status) && watched.has(id) ? " · watched" : "";
}

function needsYouItem({ needy }: ShownRuns): vscode.TreeItem {
  const item = new vscode.TreeItem("Needs you", Expanded);
  item.contextValue = "needsYou";
  item.tooltip = "Runs that wait for a person, the longest waiting first";
  return withCount(item, "Needs you", String(needy.length));
}

function needyItem(run: RunSummary, shown: ShownRuns, now: number): vscode.TreeItem {
  const { session, waits } = shown;
  const item = runItem(run, shown, now);
  const usualMs = waits.usualMs(run);
  item.description = waitingLine(run, now, usualMs) + watchedMark(run, shown.watched);
  item.accessibilityInformation = {
    label: `${session.taskName(run)}, ${statusLabel(run.status)}, ${askedText(run)}, waiting for ${waitedText(run, now, usualMs)}, id ending in ${idTail(run.id)}`,
  };
  return item;
}

/** The name stands above already; runs of one task are told apart by when they were. */
export function itemUnderTask(run: RunSummary, sight: RunSight, now: number): vscode.TreeItem {
  const item = runItem(run, sight, now);
  const age = ageText(run.created_at, now) || idTail(run.id);
  item.label = age.charAt(0).toUpperCase() + age.slice(1);
  item.description = `${outcomeText(run)} · ${idTail(run.id)}${watchedMark(run, sight.watched)}`;
  return item;
}

function moreItem(place: Place, rest: Loaded | undefined, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem("Load more…");
  item.description = rest ? loadedText(rest, now) : "";
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { command: commandIds.loadMore, title: "Load More", arguments: [place.group, place.query] };
  return item;
}

function noneItem(shown: ShownRuns, query: string | undefined): vscode.TreeItem {
  const listing = shown.listing(query);
  const isAsking = listing?.progress === "asking";
  const item = new vscode.TreeItem(isAsking ? "Looking for runs…" : noneText(shown, query, listing?.rest(query === undefined ? query : "") !== undefined));
  item.iconPath = new vscode.ThemeIcon(isAsking ? "loading~spin" : "info");
  item.contextValue = "none";
  if (query !== undefined || !shown.isFiltered || isAsking) return item;
  item.description = "Clear filters";
  item.command = { command: commandIds.clearFilters, title: "Clear Filters" };
  return item;
}

function noneText({ isFiltered }: ShownRuns, query: string | undefined, isPartial: boolean): string {
  if (query === undefined && !isFiltered) return "No runs yet";
  const filters = query === undefined ? "the filters" : "this query";
  return isPartial ? `None of the loaded runs matches ${filters}` : `No run matches ${filters}`;
}
