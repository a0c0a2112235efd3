import * as z from "zod";

type IsKnown = (value: string) => boolean;

const known = z.registry<{ readonly isKnown: IsKnown }>();

/** A text of which we know some values. Any other is read as it is, and can be told apart. */
export function openText(values: readonly string[] | IsKnown): z.ZodString {
  const isKnown = typeof values === "function" ? values : (value: string) => values.includes(value);
  return z.string().register(known, { isKnown });
}

/** Undefined for a schema whose texts may say anything. */
export function knownValues(schema: z.ZodType): IsKnown | undefined {
  return known.get(schema)?.isKnown;
}
