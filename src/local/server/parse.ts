import type * as z from "zod";
import type { DeckError } from "../../api/schemas/error.ts";
import { check, placeOf } from "./mistakes.ts";
import { withoutUnwantedNulls } from "./nulls.ts";
import { Problem, Refusal } from "./refusal.ts";

/**
 * A body: what is missing or of another type is a 400 problem, what is understood but not allowed a 422. A null that the
 * schema does not know counts as absent.
 */
export function parseBody<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const checked = check(schema, value);
  if ("data" in checked) return checked.data;
  const { issues } = checked;
  const rest = withoutUnwantedNulls(value, issues);
  if (rest) return parseBody(schema, rest.body);
  if (issues.some(issue => issue.code === "invalid_type")) throw problemOf(issues);
  throw new Refusal(422, ...issues.map(errorOf));
}

/** A query: a 400 problem, whatever is wrong. */
export function parseQuery<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const checked = check(schema, value);
  if ("data" in checked) return checked.data;
  throw problemOf(checked.issues);
}

export function malformedJson(cause: unknown): Problem {
  // Node quotes a part of the body, which may be a password.
  const why = cause instanceof Error ? cause.message.replace(/, (?:\.\.\.)?".*is not valid JSON/s, "") : "";
  return new Problem({ $: [`The body is not valid JSON. ${why}`.trim()] });
}

function problemOf(issues: readonly z.core.$ZodIssue[]): Problem {
  const fields = new Map<string, string[]>();
  for (const issue of issues) {
    const field = placeOf(issue);
    fields.set(field, [...(fields.get(field) ?? []), issue.message]);
  }
  return new Problem(Object.fromEntries(fields));
}

function errorOf(issue: z.core.$ZodIssue): DeckError {
  const field = placeOf(issue);
  const isEmpty = issue.code === "too_small" && issue.origin === "string";
  return isEmpty
    ? { type: "request", code: "input_missing", message: `\`${field}\` is required and cannot be empty.`, field }
    : { type: "request", code: "input_invalid", message: `\`${field}\` ${issue.message}.`, field };
}
