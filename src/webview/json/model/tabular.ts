import { type JsonIndex, none, openObject } from "./jsonIndex.ts";

/** So many elements are looked at to tell whether an array can be a table. */
const looked = 100;

/** All elements (of the first hundred) are objects with members. */
export function isTabular(index: JsonIndex, array: number): boolean {
  if (array === none) return false;
  const { start, next, count, bytes } = index;
  const wanted = Math.min(looked, count[array] ?? 0);
  let inner = array + 1;
  for (let element = 0; element < wanted; element++) {
    const isObject = inner < (next[array] ?? 0) && bytes[start[inner] ?? 0] === openObject && index.ordinal[inner] === element;
    if (!isObject) return false;
    inner = next[inner] ?? 0;
  }
  return true;
}
