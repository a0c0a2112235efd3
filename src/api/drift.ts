import type * as z from "zod";
import { isFamiliar, type Shape, shapeOf } from "./shape.ts";

/** Something a server sent that we do not know: names and types only, never contents. */
export interface Difference {
  /** The call: `GET /task-runs/{id}`. */
  readonly where: string;
  /** Within the answer: `data[].interaction.type`. */
  readonly path: string;
  /**
   * "field": a member that no schema has; `what` is its type.
   * "value": a value of an open set; `what` is the value.
   * "mismatch": not of the form we know, so it was left out or read as nothing; `what` is what was expected.
   */
  readonly kind: "field" | "value" | "mismatch";
  readonly what: string;
}

/** Beyond these no more are kept. */
export const maxDifferences = 500;
/** Names look so. Anything else could be content, and is told by its type. */
const nameLike = /^[A-Za-z_$@][\w.:$@-]{0,63}$/;

/** Collects how the answers of a server differ from what we know. */
export class Drift {
  private readonly found = new Map<string, Difference>();
  private readonly unread: Answer[] = [];

  /** Each once, by call and path. */
  list(): Difference[] {
    this.read();
    return [...this.found.values()].toSorted((a, b) => a.where.localeCompare(b.where) || a.path.localeCompare(b.path));
  }

  /** `path` says which part of the answer the value is. Looked at later: whoever asked for the answer goes first. */
  note(where: string, schema: z.ZodType, value: unknown, path: readonly string[] = []): void {
    if (this.found.size >= maxDifferences) return;
    this.unread.push({ at: { where, path }, schema, value });
    if (this.unread.length === 1) setImmediate(() => this.read());
  }

  /** A part of an answer, such as one run of a list, that could not be read. */
  mismatch(where: string, error: z.ZodError, path: readonly string[] = []): void {
    for (const issue of error.issues) {
      const steps = issue.path.map(step => (typeof step === "number" ? "[]" : String(step)));
      this.add({ where, path: [...path, ...steps] }, "mismatch", expectedIn(issue));
    }
  }

  private read(): void {
    for (const { at, schema, value } of this.unread.splice(0)) {
      const shape = shapeOf(schema);
      if (!isFamiliar(shape, value)) this.walk(at, shape, value);
    }
  }

  private walk(at: Place, shape: Shape, value: unknown): void {
    if (value === null || value === undefined) return;
    switch (shape.kind) {
      case "any":
        return;
      case "text":
        if (typeof value === "string" && !shape.isKnown(value)) this.add(at, "value", safeName(value));
        return;
      case "list":
        if (Array.isArray(value)) for (const item of value) this.walk(below(at, "[]"), shape.item, item);
        return;
      case "lenient": {
        const read = shape.schema.safeParse(value);
        if (!read.success) this.mismatch(at.where, read.error, at.path);
        return this.walk(at, shape.inner, value);
      }
      case "object":
        if (typeof value === "object" && !Array.isArray(value)) this.walkMembers(at, shape.members, value);
        return;
    }
  }

  private walkMembers(at: Place, members: ReadonlyMap<string, Shape>, value: object): void {
    for (const [name, member] of Object.entries(value)) {
      const shape = members.get(name);
      if (!shape) this.add(below(at, safeName(name)), "field", typeName(member));
      else if (shape.kind !== "any") this.walk(below(at, name), shape, member);
    }
  }

  private add({ where, path }: Place, kind: Difference["kind"], what: string): void {
    if (this.found.size >= maxDifferences) return;
    const difference = { where, path: path.join(".").replaceAll(".[]", "[]"), kind, what };
    this.found.set(JSON.stringify(difference), difference);
  }
}

interface Answer {
  readonly at: Place;
  readonly schema: z.ZodType;
  readonly value: unknown;
}

interface Place {
  readonly where: string;
  readonly path: readonly string[];
}

function below({ where, path }: Place, step: string): Place {
  return { where, path: [...path, step] };
}

/** Never the message, which may quote. */
function expectedIn(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union") return issue.errors.flatMap(([first]) => (first ? [expectedIn(first)] : [])).join(" or ");
  return issue.code === "invalid_type" ? issue.expected : issue.code;
}

function safeName(name: string): string {
  return nameLike.test(name) ? name : `(a text of ${name.length} characters)`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
