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
  const whole = wholeOf(schema);
  const shape = whole === schema ? readShape(schema) : shapeOf(whole);
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

/** Whether there is nothing new in a value: nearly always, so it keeps no account of where it looks. */
export function isFamiliar(shape: Shape, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  switch (shape.kind) {
    case "any":
      return true;
    case "text":
      return typeof value !== "string" || shape.isKnown(value);
    case "list":
      return !Array.isArray(value) || value.every(item => isFamiliar(shape.item, item));
    case "lenient":
      return fits(shape.schema, value) && isFamiliar(shape.inner, value);
    case "object":
      return typeof value !== "object" || Object.entries(value).every(([name, member]) => isFamiliarMember(shape.members.get(name), member));
  }
}

/** Most of what is read leniently is a text, for which there is a shorter way. */
function fits(schema: z.ZodType, value: unknown): boolean {
  return schema instanceof z.ZodString ? typeof value === "string" : schema.safeParse(value).success;
}

function isFamiliarMember(shape: Shape | undefined, member: unknown): boolean {
  return shape !== undefined && (shape.kind === "any" || isFamiliar(shape, member));
}
