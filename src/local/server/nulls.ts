import type * as z from "zod";

/**
 * The body without those of its members that are null where the schema wants something else: many clients send null for
 * what they do not use. Nothing where there are none.
 */
export function withoutUnwantedNulls(body: unknown, issues: readonly z.core.$ZodIssue[]): { readonly body: unknown } | undefined {
  const changed = issues.reduce((rest, { path }) => without(rest, path), body);
  return changed === body ? undefined : { body: changed };
}

/** Entries of lists stay: the others would move up. */
function without(value: unknown, [name, ...deeper]: readonly PropertyKey[]): unknown {
  if (name === undefined || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return deeper.length === 0 ? value : replaced(value, Number(name), deeper);
  const member = Object.entries(value).find(([own]) => own === name);
  if (!member) return value;
  const [, old] = member;
  const others = Object.entries(value).filter(([own]) => own !== name);
  if (deeper.length === 0) return old === null ? Object.fromEntries(others) : value;
  const changed = without(old, deeper);
  return changed === old ? value : Object.fromEntries([...others, [name, changed]]);
}

function replaced(list: readonly unknown[], index: number, deeper: readonly PropertyKey[]): readonly unknown[] {
  const changed = without(list[index], deeper);
  return changed === list[index] ? list : list.with(index, changed);
}
