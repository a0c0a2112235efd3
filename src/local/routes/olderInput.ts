import * as z from "zod";

/** The oldest clients write `inputs` for `input`. */
export function orInputs<S extends z.ZodType>(schema: S) {
  return z.preprocess(body => {
    if (typeof body !== "object" || body === null || !("inputs" in body) || "input" in body) return body;
    const { inputs, ...rest } = body;
    return { ...rest, input: inputs };
  }, schema);
}
