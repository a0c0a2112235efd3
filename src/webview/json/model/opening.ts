import { none } from "./jsonIndex.ts";
import { type Place, placeOf } from "./place.ts";
import type { TreeModel } from "./treeModel.ts";

/** Opens or closes what stands at a place: a container, or a long string. */
export function toggle(model: TreeModel, place: Place, { isOpen, width }: { isOpen: boolean | undefined; width: number }): void {
  const inner = model.containerAt(place);
  if (inner !== none) return model.open.set(inner, isOpen ?? !model.open.isOpen(inner));
  if ((isOpen ?? !model.pieces(place)) !== (model.pieces(place) !== undefined)) model.unfold(place, width);
}

/** Opens all the containers in a container, not what is in them. */
export function openAll(model: TreeModel, container: number): void {
  if (container === none) return;
  const { next } = model.index;
  for (let inner = container + 1; inner < (next[container] ?? 0); inner = next[inner] ?? inner + 1) {
    if (!model.filter?.hides(inner)) model.open.set(inner, true);
  }
}

/** What stands around a row: of a piece the string, of a value its container. */
export function aroundOf(model: TreeModel, place: Place, id: number): Place {
  const isPiece = id !== model.startOf(place);
  return isPiece || place.container === none ? place : placeOf(model.index, place.container);
}
