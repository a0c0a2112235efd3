import * as z from "zod";

type IsKnown = (value: string) => boolean;

const texts = z.registry<{ readonly isKnown: IsKnown }>();
const wholes = new WeakMap<z.ZodType, z.ZodType>();

/** A text of which we know some values. Any other is read as it is, and can be told apart. */
export function openText(values: readonly string[] | IsKnown): z.ZodString {
  const isKnown = typeof values === "function" ? values : (value: string) => values.includes(value);
  return z.string().register(texts, { isKnown });
}

/** Undefined for a schema whose texts may say anything. */
export function knownValues(schema: z.ZodType): IsKnown | undefined {
  return texts.get(schema)?.isKnown;
}

/** Says that one schema reads only a part of what is known of a thing: the rest of the other is nothing new. */
export function isPartOf(part: z.ZodType, whole: z.ZodType): void {
  wholes.set(part, whole);
}

/** Members that the documents of some age know, and that nobody reads. */
export function alsoHas(schema: z.ZodObject, ...names: readonly string[]): void {
  isPartOf(schema, schema.extend(Object.fromEntries(names.map(name => [name, z.unknown()]))));
}

export function wholeOf(part: z.ZodType): z.ZodType {
  return wholes.get(part) ?? part;
}
