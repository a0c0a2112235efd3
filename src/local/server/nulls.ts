import type * as z from "zod";

type Path = readonly PropertyKey[];

/**
 * The body without those of its members that are null where the schema wants something else: many clients send null for
 * what they do not use. Nothing where there are none.
 */
export function withoutUnwantedNulls(body: unknown, issues: readonly z.core.$ZodIssue[]): { readonly body: unknown } | undefined {
  const rest = without(body, issues.map(({ path }) => path));
  return rest === body ? undefined : { body: rest };
}

/** Each object is copied once, however many of its members go. Entries of lists stay: the others would move up. */
function without(value: unknown, paths: readonly Path[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const inside = Map.groupBy(paths.filter(path => path.length > 0), ([name]) => String(name));
  if (inside.size === 0) return value;
  let isChanged = false;
  const entries = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const issues = inside.get(name);
    const isUnwanted = issues !== undefined && member === null && !Array.isArray(value);
    const rest = issues ? without(member, issues.map(path => path.slice(1))) : member;
    isChanged ||= isUnwanted || rest !== member;
    return isUnwanted ? [] : [[name, rest]];
  });
  if (!isChanged) return value;
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}
