import * as vscode from "vscode";
import type { ResourceNode, ResourceTree } from "../../../src/views/resourceTree.ts";
import { treeText } from "./treeText.ts";

export const act = (id: string, ...target: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(id, ...target);

/** A tree as text, in which what differs from run to run is named. */
export async function textOf(tree: ResourceTree): Promise<string> {
  return (await treeText(tree)).replace(/\d+(?:\.\d+)? (?:s|min)\b/g, "TIME").replace(/ · \w{4}(?= · \d+ runs?$)/gm, " · ID");
}

export async function nodeOf(tree: ResourceTree, label: string, parent?: ResourceNode): Promise<ResourceNode> {
  for (const node of await tree.getChildren(parent)) {
    const item = tree.getTreeItem(node);
    if (item.label === label) return node;
    const below = item.collapsibleState ? await nodeOf(tree, label, node).catch(() => undefined) : undefined;
    if (below) return below;
  }
  throw new Error(`There is no ${label}`);
}
