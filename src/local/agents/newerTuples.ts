import type { Json } from "../../api/schemas/wire.ts";

/** The schema with lists of draft 7 (`items` of several, `additionalItems`) said in the words of 2020-12. */
export function newerTuples(schema: Json): Json {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(newerTuples);
  const isTuple = Array.isArray(schema["items"]);
  const members = Object.entries(schema).flatMap(([name, value]): [string, Json][] => {
    if (name === "items" && isTuple) return [["prefixItems", newerTuples(value)]];
    // Draft 7 ignores it beside `items` of one schema; beside none, it can be a property of that name.
    if (name === "additionalItems" && isTuple) return [["items", newerTuples(value)]];
    return [[name, newerTuples(value)]];
  });
  return Object.fromEntries(members);
}
