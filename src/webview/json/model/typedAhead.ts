import { stringAt } from "./bytesText.ts";
import { none } from "./jsonIndex.ts";
import type { Place } from "./place.ts";
import type { TreeModel } from "./treeModel.ts";
import { rowOf } from "./walk.ts";

/** So many siblings are looked at for one letter. */
const looked = 100_000;

/** The row of the next sibling whose key begins with what was typed; the search goes round. The outermost value has only children. */
export function typedAhead(model: TreeModel, place: Place, typed: string): number | undefined {
  const { ordinal } = place;
  const isOutermost = place.container === none;
  const container = isOutermost ? model.containerAt(place) : place.container;
  if (container === none || !model.open.isOpen(container)) return undefined;
  const { order, starts } = model.children(container);
  const length = order?.length ?? starts.length;
  // One letter again and again goes from one match to the next.
  const isRepeated = typed.length > 1 && typed === typed.charAt(0).repeat(typed.length);
  const wanted = (isRepeated ? typed.charAt(0) : typed).toLowerCase();
  const now = isOutermost ? -1 : order ? order.indexOf(ordinal) : ordinal;
  // More letters narrow what was found by the first; only the first one moves on.
  const first = wanted.length > 1 && now >= 0 ? 0 : 1;
  for (let step = first; step <= Math.min(length, looked); step++) {
    const position = (now + step) % length;
    const child = order ? (order[position] ?? 0) : position;
    const key = model.index.isObject(container) ? stringAt(model.index.bytes, starts[child] ?? 0) : String(child);
    if (key.toLowerCase().startsWith(wanted)) return rowOf(model, { container, ordinal: child });
  }
  return undefined;
}
