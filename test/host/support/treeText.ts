import type * as vscode from "vscode";

/** A tree as indented text, as a person reads it: what differs from one run of the tests to the next is named, not shown. */
export async function treeText<T>(tree: vscode.TreeDataProvider<T>): Promise<string> {
  return (await lines(tree, undefined, "")).join("\n");
}

async function lines<T>(tree: vscode.TreeDataProvider<T>, parent: T | undefined, indent: string): Promise<string[]> {
  const all: string[] = [];
  for (const node of (await tree.getChildren(parent)) ?? []) {
    const item = await tree.getTreeItem(node);
    all.push(`${indent}${[label(item), steady(item.description)].filter(Boolean).join(" | ")}`);
    if (item.collapsibleState) all.push(...(await lines(tree, node, `${indent}  `)));
  }
  return all;
}

function label(item: vscode.TreeItem): string {
  return typeof item.label === "string" ? item.label : (item.label?.label ?? "");
}

function steady(description: vscode.TreeItem["description"]): string {
  return typeof description === "string" ? description.replace(/^\w{4} · (?:now|\d+[smhd])(?= · |$)/, "ID · AGE").replace(/^\d+ (?:s|min)(?= )/, "AGE") : "";
}
