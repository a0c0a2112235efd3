import type { Json } from "../../api/schemas/wire.ts";
import { localRef } from "../localRef.ts";

/** A longer chain of references is cut, so that none fills the stack. */
const longestChain = 50;
const definitions = ["$defs", "definitions"];

/** How many references follow one another at most before the first one comes again. */
export function refDepthOf(schema: Json): number {
  const known = new Map<string, number>();
  const under = new Set<string>();

  function depthOf(value: Json): number {
    if (typeof value !== "object" || value === null) return 0;
    const depths = Object.entries(value).map(([name, inside]) => {
      if (name === "$ref" && typeof inside === "string") return 1 + depthBehind(inside);
      return definitions.includes(name) ? 0 : depthOf(inside);
    });
    return depths.reduce((most, depth) => Math.max(most, depth), 0);
  }

  function depthBehind(ref: string): number {
    const depth = known.get(ref);
    if (depth !== undefined) return depth;
    if (under.has(ref) || under.size >= longestChain) return 0;
    under.add(ref);
    const behind = depthOf(localRef(schema, ref) ?? null);
    under.delete(ref);
    known.set(ref, behind);
    return behind;
  }

  return depthOf(schema);
}
