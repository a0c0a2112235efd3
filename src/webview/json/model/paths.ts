import { keyBefore, stringAt } from "./bytesText.ts";
import { none } from "./jsonIndex.ts";
import { type Place, placeOf } from "./place.ts";
import type { TreeModel } from "./treeModel.ts";

/** Keys and element numbers from the root to a value. */
export type Path = readonly (string | number)[];

export function pathTo(model: TreeModel, place: Place): Path {
  const { index } = model;
  const path: (string | number)[] = [];
  if (place.container === none) return path;
  path.push(index.isObject(place.container) ? stringAt(index.bytes, model.startOf(place)) : place.ordinal);
  for (let at = place.container; ; at = placeOf(index, at).container) {
    const outer = placeOf(index, at);
    if (outer.container === none) return path.toReversed();
    path.push(index.isObject(outer.container) ? keyBefore(index.bytes, index.start[at] ?? 0) : outer.ordinal);
  }
}

/** As far as the path leads; `isWhole` tells whether that is to its end. Of doubled keys the last counts, as in `JSON.parse`. */
export function follow(model: TreeModel, path: Path): { place: Place; isWhole: boolean } {
  let place: Place = { container: none, ordinal: 0 };
  for (const key of path) {
    const inner = model.containerAt(place);
    const ordinal = inner === none ? undefined : childBy(model, inner, key);
    if (ordinal === undefined) return { place, isWhole: false };
    place = { container: inner, ordinal };
  }
  return { place, isWhole: true };
}

function childBy(model: TreeModel, container: number, key: string | number): number | undefined {
  const { starts } = model.children(container);
  if (!model.index.isObject(container)) {
    const ordinal = /^\d+$/.test(String(key)) ? Number(key) : -1;
    return ordinal in starts ? ordinal : undefined;
  }
  for (let ordinal = starts.length - 1; ordinal >= 0; ordinal--) {
    if (stringAt(model.index.bytes, starts[ordinal] ?? 0) === String(key)) return ordinal;
  }
  return undefined;
}

/** RFC 6901, as schema checks tell places. */
export function pointerPath(pointer: string): Path {
  return pointer.split("/").slice(1).map(part => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

const plainName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const jsonPathName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** RFC 9535. */
export function jsonPath(path: Path): string {
  return `$${path.map(jsonPathPart).join("")}`;
}

function jsonPathPart(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  if (jsonPathName.test(key)) return `.${key}`;
  return `['${JSON.stringify(key).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}']`;
}

/** To be put behind the name of the value. */
export function javaScriptPath(path: Path): string {
  return path.map(key => (typeof key === "string" && plainName.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)).join("");
}
