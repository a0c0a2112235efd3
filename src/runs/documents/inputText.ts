import type { Json } from "../../api/schemas/wire.ts";

const scheme = "deck-file:";

/** Stands for the bytes of a file in the text of an input. */
export function fileAddress(number: number, name: string): string {
  return `${scheme}${number}/${name}`;
}

/** The input with the bytes of each file in the place of its address, as base64. */
export async function withFiles(input: Json, read: (address: string) => Promise<string>): Promise<Json> {
  if (typeof input === "string") return input.startsWith(scheme) ? read(input) : input;
  if (typeof input !== "object" || input === null) return input;
  if (Array.isArray(input)) return Promise.all(input.map(item => withFiles(item, read)));
  const members = Object.entries(input).map(async ([name, value]): Promise<[string, Json]> => [name, await withFiles(value, read)]);
  return Object.fromEntries(await Promise.all(members));
}
