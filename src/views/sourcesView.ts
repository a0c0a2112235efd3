import * as vscode from "vscode";
import type { Source } from "../api/schemas/resources.ts";
import type { App } from "../host/app.ts";
import { commandIds, sourcesViewId } from "../host/commandIds.ts";
import { plainTooltip } from "./plainTooltip.ts";
import { type ResourceNode, ResourceTree, type ShownTree, showTree } from "./resourceTree.ts";

/** The websites that tasks can run on. */
export function registerSourcesView(app: App): ShownTree {
  const tree = new ResourceTree(app, {
    what: "sources",
    read: async (session, signal) => (await session.sources.all(signal)).map(sourceNode),
  });
  const view = vscode.window.createTreeView(sourcesViewId, { treeDataProvider: tree });
  return showTree(tree, view, vscode.commands.registerCommand(commandIds.refreshSources, () => tree.refresh()));
}

function sourceNode(source: Source): ResourceNode {
  return { key: `source:${source.id}`, id: source.id, item: () => sourceItem(source) };
}

function sourceItem({ id, name, website }: Source): vscode.TreeItem {
  const url = website?.url ?? "";
  const item = new vscode.TreeItem(name ?? (url || id));
  item.description = name ? url.replace(/^https?:\/\//, "").replace(/\/$/, "") : "";
  item.iconPath = new vscode.ThemeIcon("globe");
  item.contextValue = "source";
  item.tooltip = plainTooltip(name, url, id);
  return item;
}
