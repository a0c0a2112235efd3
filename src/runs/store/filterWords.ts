import { statusLabel } from "../status.ts";
import { dayText } from "./days.ts";
import { activeFacets, type Facet, type RunFilter, valuesOf } from "./runFilter.ts";

/** What a task, agent, source or credential is called; its id where that is not known. */
export type NameOf = (facet: Facet, id: string) => string;

export const facetLabels: Readonly<Record<Facet, string>> = {
  task_id: "Task",
  status: "Status",
  result: "Result",
  agent_id: "Agent",
  source_id: "Source",
  credential_id: "Credential",
  session_id: "Session",
  since: "Created",
};

/** The values of `result`, as the service has them. */
export const results = ["success", "failure", "unknown"] as const;

/** Beyond that a line would no longer be read. */
const maxNamed = 3;

export function valueText(facet: Facet, value: string, nameOf: NameOf, now: number): string {
  switch (facet) {
    case "status":
      return statusLabel(value);
    case "result":
      return value;
    case "since":
      return sinceText(value, now);
    default:
      return nameOf(facet, value);
  }
}

/** "Task: Download latest bill", "Status: Failed, Canceled", "Created: in the last day". */
export function facetLine(filter: RunFilter, facet: Facet, nameOf: NameOf, now: number): string {
  return `${facetLabels[facet]}: ${valuesText(filter, facet, nameOf, now)}`;
}

/** All of it in a line, such as "Download latest bill · Failed, Canceled · in the last day". */
export function filterText(filter: RunFilter, nameOf: NameOf, now: number): string {
  return activeFacets(filter)
    .map(facet => valuesText(filter, facet, nameOf, now))
    .join(" · ");
}

function valuesText(filter: RunFilter, facet: Facet, nameOf: NameOf, now: number): string {
  const values = valuesOf(filter, facet).map(value => valueText(facet, value, nameOf, now));
  const named = values.length > maxNamed ? values.slice(0, maxNamed - 1) : values;
  return `${named.join(", ")}${values.length > named.length ? ` and ${values.length - named.length} more` : ""}`;
}

function sinceText(value: string, now: number): string {
  switch (value) {
    case "hour":
      return "in the last hour";
    case "day":
      return "in the last day";
    case "week":
      return "in the last week";
    default:
      return `since ${dayText(value, now)}`;
  }
}
