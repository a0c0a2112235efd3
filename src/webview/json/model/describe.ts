import { explain } from "../explain.ts";
import { textOf, unescaped } from "./bytesText.ts";
import { jsonPath, pathTo } from "./paths.ts";
import type { Place } from "./place.ts";
import { kindOf } from "./rows.ts";
import type { TreeModel } from "./treeModel.ts";

/** What can have a meaning that is to be explained is not longer. */
const longestMeaning = 400;

/** Where a value stands, and what it stands for. */
export function describe(model: TreeModel, place: Place): { text: string; meaning?: string } {
  if (model.isText) return { text: "" };
  const { bytes } = model.index;
  const path = pathTo(model, place);
  const start = model.valueStart(place);
  const kind = kindOf(bytes[start] ?? 0);
  const end = Math.min(model.valueEnd(place), start + longestMeaning);
  const text = kind === "string" ? unescaped(textOf(bytes, start + 1, end)).replace(/"$/, "") : textOf(bytes, start, end);
  const meaning = explain({ kind, text, key: path.at(-1) ?? "" }, new Date());
  return { text: jsonPath(path), ...(meaning === undefined ? {} : { meaning }) };
}
