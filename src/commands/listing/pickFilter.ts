import * as vscode from "vscode";
import { runStatuses } from "../../api/schemas/runStatus.ts";
import { nameIn } from "../../host/filterNames.ts";
import type { Session } from "../../host/session.ts";
import { dayOf, localMidnight } from "../../runs/store/days.ts";
import { facetLabels, facetLine, results, valueText } from "../../runs/store/filterWords.ts";
import { activeFacets, type Facet, facets, recentSpans, type RunFilter, valuesOf } from "../../runs/store/runFilter.ts";

const facetIcons: Readonly<Record<Facet, string>> = {
  task_id: "checklist",
  status: "pulse",
  result: "pass",
  agent_id: "robot",
  source_id: "globe",
  credential_id: "account",
  session_id: "plug",
  since: "calendar",
};

interface ValueItem extends vscode.QuickPickItem {
  readonly value: string;
}

export async function pickFacet(session: Session, filter: RunFilter): Promise<Facet> {
  const active = activeFacets(filter);
  const items = facets.map(facet => ({
    facet,
    label: `$(${facetIcons[facet]}) ${facetLabels[facet]}`,
    ...(active.includes(facet) ? { description: facetLine(filter, facet, naming(session), Date.now()).slice(facetLabels[facet].length + 2) } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, { title: "Filter Runs", placeHolder: "Choose what to filter by" });
  if (!picked) throw new vscode.CancellationError();
  return picked.facet;
}

/** The values that the person wants to see; none: the facet does not matter. */
export async function pickValues(session: Session, filter: RunFilter, facet: Facet): Promise<readonly string[]> {
  if (facet === "since") return pickSince(valuesOf(filter, facet)[0]);
  const chosen = valuesOf(filter, facet);
  const items = valueItems(session, facet, chosen).then(all => all.map(item => ({ ...item, picked: chosen.includes(item.value) })));
  const title = `Filter Runs: ${facetLabels[facet]}`;
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: "Choose one or more; none shows all",
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked) throw new vscode.CancellationError();
  return picked.map(({ value }) => value);
}

async function valueItems(session: Session, facet: Exclude<Facet, "since">, chosen: readonly string[]): Promise<ValueItem[]> {
  const known = await knownValues(session, facet);
  // What was chosen can be taken back also when it is no longer offered.
  const values = [...new Set([...known, ...chosen])];
  const items = values.map(value => {
    const label = valueText(facet, value, naming(session), Date.now());
    return { value, label, ...(label === value || !hasNames(facet) ? {} : { description: value }) };
  });
  return hasNames(facet) ? items.toSorted((a, b) => a.label.localeCompare(b.label, "en")) : items;
}

function hasNames(facet: Facet): boolean {
  return facet.endsWith("_id");
}

async function knownValues(session: Session, facet: Exclude<Facet, "since">): Promise<readonly string[]> {
  switch (facet) {
    case "status":
      return [...runStatuses, ...session.store.statuses()];
    case "result":
      return results;
    case "task_id":
      return idsOf(await session.tasks.all());
    case "agent_id":
      return idsOf(await session.agents.all());
    case "source_id":
      return idsOf(await session.sources.all());
    case "credential_id":
      return idsOf(await session.credentials.all());
    case "session_id":
      return [...new Set(session.store.newest().flatMap(run => run.session_id ?? []))];
  }
}

function idsOf(things: readonly { readonly id: string }[]): string[] {
  return things.map(({ id }) => id);
}

const anyTime = "any";
const sinceDate = "date";

async function pickSince(current: string | undefined): Promise<readonly string[]> {
  const spans = recentSpans.map(value => ({ value, label: capital(valueText("since", value, (_, id) => id, Date.now())) }));
  const items = [...spans, { value: sinceDate, label: "Since a date..." }, { value: anyTime, label: "At any time" }];
  const now = current === undefined ? anyTime : recentSpans.includes(current) ? current : sinceDate;
  const marked = items.map(item => ({ ...item, ...(item.value === now ? { description: "now" } : {}) }));
  const picked = await vscode.window.showQuickPick(marked, { title: "Filter Runs: Created", placeHolder: "Choose when runs were created" });
  if (!picked) throw new vscode.CancellationError();
  if (picked.value === anyTime) return [];
  return [picked.value === sinceDate ? await askDate(now === sinceDate ? current : undefined) : picked.value];
}

async function askDate(current: string | undefined): Promise<string> {
  const today = dayOf(Date.now());
  const text = await vscode.window.showInputBox({
    title: "Filter Runs: Created",
    prompt: "The first day, in your time zone",
    placeHolder: today,
    value: current ?? today,
    validateInput: typed => (localMidnight(typed.trim()) === undefined ? `A date is wanted here, as in ${today}.` : undefined),
  });
  if (text === undefined) throw new vscode.CancellationError();
  return text.trim();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function naming(session: Session) {
  return (facet: Facet, id: string): string => nameIn(session, facet, id);
}
