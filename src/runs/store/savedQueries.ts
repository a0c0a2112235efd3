import { facets, type RunFilter } from "./runFilter.ts";

/** A filter that was given a name. */
export interface SavedQuery {
  readonly name: string;
  readonly filter: RunFilter;
  /** Where the ids in it mean something; undefined: everywhere. */
  readonly profile?: string;
}

/** As written in the settings, also by hand: a single value may stand without its list. What is no query is left out. */
export function readQueries(value: unknown): SavedQuery[] {
  if (!Array.isArray(value)) return [];
  const queries = value.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry["name"] !== "string" || entry["name"].trim() === "") return [];
    const { name, profile } = entry;
    const place = typeof profile === "string" ? { profile } : {};
    return [{ name: name.trim(), filter: readFilter(entry["filter"]), ...place }];
  });
  return queries.filter(({ name }, index) => queries.findIndex(other => other.name === name) === index);
}

export function readFilter(value: unknown): RunFilter {
  if (!isObject(value)) return {};
  const entries = facets.map(facet => [facet, textsIn(value[facet])] as const);
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));
}

/** In the place of the one of that name, else at the end. */
export function withQuery(queries: readonly SavedQuery[], query: SavedQuery): SavedQuery[] {
  const isThere = queries.some(({ name }) => name === query.name);
  return isThere ? queries.map(other => (other.name === query.name ? query : other)) : [...queries, query];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsIn(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter(each => typeof each === "string").filter(text => text !== "");
}
