import * as z from "zod";
import { knownValues, wholeOf } from "./schemas/known.ts";

/** What a schema says about the names and the open sets in a value: all that is needed to find what is new in it. */
export type Shape =
  | { readonly kind: "any" }
  | { readonly kind: "text"; readonly isKnown: (value: string) => boolean }
  | { readonly kind: "list"; readonly item: Shape }
  /** Whatever does not fit the schema is read as something else, without a word. */
  | { readonly kind: "lenient"; readonly schema: z.ZodType; readonly inner: Shape }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Shape> };

const any: Shape = { kind: "any" };
const shapes = new WeakMap<z.ZodType, Shape>();

export function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known) return known;
  const shape = readShape(wholeOf(schema));
  shapes.set(schema, shape);
  return shape;
}

function readShape(schema: z.ZodType): Shape {
  const isKnown = knownValues(schema);
  if (isKnown) return { kind: "text", isKnown };
  if (schema instanceof z.ZodObject) {
    const members = Object.entries<z.ZodType>(schema.shape);
    return { kind: "object", members: new Map(members.map(([name, member]) => [name, shapeOf(member)])) };
  }
  if (schema instanceof z.ZodArray) return { kind: "list", item: inner(schema.element) };
  if (schema instanceof z.ZodCatch) return lenient(schema.unwrap());
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return inner(schema.unwrap());
  // What comes before a schema hands its values on under the same names.
  if (schema instanceof z.ZodPipe) return inner(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return any;
}

function inner(schema: unknown): Shape {
  return schema instanceof z.ZodType ? shapeOf(schema) : any;
}

function lenient(schema: unknown): Shape {
  return schema instanceof z.ZodType ? { kind: "lenient", schema, inner: shapeOf(schema) } : any;
}
