import { keyBefore } from "./bytesText.ts";
import { type JsonIndex, none } from "./jsonIndex.ts";
import type { TreeModel } from "./treeModel.ts";

/** Opens in a new text what was open, at the same paths, in the one before. What is new in it stays closed. */
export function carryOver(before: TreeModel, after: TreeModel): void {
  if (before.index.size === 0 || after.index.size === 0) return after.openFirst();
  const pairs: [old: number, fresh: number][] = [[0, 0]];
  const opened: number[] = [];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [old, fresh] = pair;
    if (!before.wasOpen(old)) continue;
    opened.push(fresh);
    const freshByName = new Map<string, number>();
    for (const inner of after.index.inner(fresh)) freshByName.set(nameOf(after.index, inner), inner);
    for (const inner of before.index.inner(old)) {
      const match = freshByName.get(nameOf(before.index, inner));
      if (match !== undefined) pairs.push([inner, match]);
    }
  }
  after.open.setAll(opened);
}

/** Told apart by kind, so that an element never stands for a member of the same name. */
function nameOf(index: JsonIndex, container: number): string {
  return index.isObject(index.parent[container] ?? none) ? `.${keyBefore(index.bytes, index.start[container] ?? 0)}` : `[${index.ordinal[container] ?? 0}`;
}
