import type { Json } from "../api/schemas/wire.ts";

/** What `$ref` points to within its own schema; undefined for other documents, anchors and what is not there. */
export function localRef(root: Json, ref: string): Json | undefined {
  if (!/^#(\/|$)/.test(ref)) return undefined;
  const names = ref.slice(1).split("/").slice(1).map(nameOf);
  return names.reduce<Json | undefined>((place, name) => memberOf(place, name), root);
}

function memberOf(place: Json | undefined, name: string): Json | undefined {
  if (typeof place !== "object" || place === null) return undefined;
  return Object.entries(place).find(([own]) => own === name)?.[1];
}

function nameOf(part: string): string {
  const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
