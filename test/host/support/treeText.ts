import type * as vscode from "vscode";

/** A tree as indented text, as a person reads it: what differs from one run of the tests to the next is named, not shown. */
export async function treeText<T>(tree: vscode.TreeDataProvider<T>): Promise<string> {
  return (await lines(tree, undefined, "")).join("\n");
}

async function lines<T>(tree: vscode.TreeDataProvider<T>, parent: T | undefined, indent: string): Promise<string[]> {
  const all: string[] = [];
  for (const node of (await tree.getChildren(parent)) ?? []) {
    const item = await tree.getTreeItem(node);
    all.push(`${indent}${parts(item).filter(Boolean).join(" | ")}`);
    if (item.collapsibleState) all.push(...(await lines(tree, node, `${indent}  `)));
  }
  return all;
}

function parts({ label = "", description }: vscode.TreeItem): string[] {
  const [first, second] = [typeof label === "string" ? label : label.label, typeof description === "string" ? description : ""];
  const isAge = /^(?:Just now|\d+ (?:s|min|h|d) ago)$/.test(first);
  return isAge ? ["AGE", second.replace(idAtEnd, " · ID")] : [first, steady(second)];
}

const idAtEnd = / · \w{4}(?= · watched$|$)/;

function steady(description: string): string {
  const ofRun = description.replace(/^(?:now|\d+ (?:s|min|h|d))(?= · )/, "AGE");
  return ofRun === description ? description.replace(/^\d+ (?:s|min)(?= )/, "AGE") : ofRun.replace(idAtEnd, " · ID");
}
