import type { PathForm } from "../messages.ts";
import { textOf, unescaped } from "./bytesText.ts";
import { javaScriptPath, jsonPath, pathTo } from "./paths.ts";
import type { Place } from "./place.ts";
import type { TreeModel } from "./treeModel.ts";

const quote = 0x22;

/** A string as it is meant, anything else exactly as it was sent. */
export function copyOf(model: TreeModel, place: Place, what: "value" | PathForm): string {
  if (what === "jsonPath") return jsonPath(pathTo(model, place));
  if (what === "javaScript") return javaScriptPath(pathTo(model, place));
  const { bytes } = model.index;
  if (model.isText) return textOf(bytes, 0, bytes.length);
  const [start, end] = [model.valueStart(place), model.valueEnd(place)];
  return bytes[start] === quote ? unescaped(textOf(bytes, start + 1, end - 1)) : textOf(bytes, start, end);
}
