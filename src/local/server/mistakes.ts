import type * as z from "zod";

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** A value that was understood, or what is wrong with it. */
export type Checked<T> = { readonly data: T } | { readonly issues: readonly Issue[] };

/** Each issue says what was expected at its place, to follow its name: `must be a whole number`. */
export function check<S extends z.ZodType>(schema: S, value: unknown): Checked<z.output<S>> {
  const parsed = schema.safeParse(value, { error: expectation });
  return parsed.success ? { data: parsed.data } : { issues: plainIssues(parsed.error.issues) };
}

/** Names as in `steps.0.ms`; `$` is the whole. */
export function placeOf(issue: Issue): string {
  return issue.path.length === 0 ? "$" : issue.path.join(".");
}

/** Each issue with what lies inside laid open: of several alternatives the one that was nearly right. */
function plainIssues(issues: readonly Issue[], path: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap(issue => {
    const here = [...path, ...issue.path];
    if (issue.code === "invalid_key") return plainIssues(issue.issues, here);
    const nearest = issue.code === "invalid_union" ? nearestOf(issue.errors) : [];
    return nearest.some(inside => inside.path.length > 0) ? plainIssues(nearest, here) : [{ ...issue, path: here }];
  });
}

/** The one that was understood furthest, and of those the one with the fewest mistakes. */
function nearestOf(alternatives: readonly Issue[][]): Issue[] {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...plainIssues(issues).map(({ path }) => path.length));
  return alternatives.toSorted((one, other) => depth(other) - depth(one) || one.length - other.length)[0] ?? [];
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Where the schema itself has no words for it, and neither have we, zod's own are used. */
function expectation(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `${issue.input === undefined ? "is required and must be" : "must be"} ${kinds[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
      return `must not have ${listed(issue.keys)}, which is not known here`;
    case "invalid_value":
      return `must be ${listed(issue.values)}`;
    case "too_small":
      return sized(issue.origin, `at least ${issue.minimum}`);
    case "too_big":
      return sized(issue.origin, `at most ${issue.maximum}`);
    case "invalid_union":
      return alternatives(issue);
    default:
      return undefined;
  }
}

function sized(origin: string, bound: string): string {
  if (origin === "string") return `must have ${bound} letters`;
  return origin === "array" ? `must have ${bound} entries` : `must be ${bound}`;
}

function alternatives({ errors, ...issue }: Extract<RawIssue, { code: "invalid_union" }>): string | undefined {
  if (Array.isArray(issue["options"])) return `must be ${listed(issue["options"])}`;
  const kind = "must be ";
  const known = errors.flatMap(([first]) => (first?.message.startsWith(kind) ? [first.message.slice(kind.length)] : []));
  return known.length === 0 ? undefined : `${kind}${[...new Set(known)].join(" or ")}`;
}

function listed(values: readonly unknown[]): string {
  const texts = values.map(value => JSON.stringify(value));
  const last = texts.pop() ?? "";
  return texts.length === 0 ? last : `${texts.join(", ")} or ${last}`;
}
