import * as z from "zod";

/** The answer to every DELETE. */
export const Deletion = z
  .object({ id: z.string(), object: z.string(), deleted: z.literal(true) })
  .meta({ id: "Deletion" });

export function deletion(object: string, id: string): z.output<typeof Deletion> {
  return { id, object, deleted: true };
}
