import type * as z from "zod";
import type { DeckError } from "../../api/schemas/error.ts";
import { Problem, Refusal } from "./refusal.ts";

/** A body: what is missing or of another type is a 400 problem, what is understood but not allowed a 422. */
export function parseBody<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  if (issues.some(issue => issue.code === "invalid_type")) throw problemOf(issues);
  throw new Refusal(422, ...issues.map(errorOf));
}

/** A query: a 400 problem, whatever is wrong. */
export function parseQuery<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw problemOf(parsed.error.issues);
}

export function malformedJson(cause: unknown): Problem {
  const why = cause instanceof Error ? cause.message : "";
  return new Problem({ $: [`The body is not valid JSON. ${why}`.trim()] });
}

function problemOf(issues: readonly z.core.$ZodIssue[]): Problem {
  const fields = new Map<string, string[]>();
  for (const issue of issues) {
    const field = fieldOf(issue);
    fields.set(field, [...(fields.get(field) ?? []), issue.message]);
  }
  return new Problem(Object.fromEntries(fields));
}

function errorOf(issue: z.core.$ZodIssue): DeckError {
  const field = fieldOf(issue);
  const isEmpty = issue.code === "too_small" && issue.origin === "string";
  return isEmpty
    ? { type: "request", code: "input_missing", message: `\`${field}\` is required and cannot be empty.`, field }
    : { type: "request", code: "input_invalid", message: `\`${field}\`: ${issue.message}`, field };
}

function fieldOf(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? "$" : issue.path.join(".");
}
