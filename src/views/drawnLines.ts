import type * as vscode from "vscode";

/** What the lines of a tree said when they were last drawn: only what reads otherwise by now needs to be drawn again. */
export class DrawnLines<Node> {
  private readonly texts = new Map<Node, string>();

  drew(node: Node, item: vscode.TreeItem): void {
    this.texts.set(node, textOf(item));
  }

  has(node: Node): boolean {
    return this.texts.has(node);
  }

  forget(node: Node): void {
    this.texts.delete(node);
  }

  clear(): void {
    this.texts.clear();
  }

  /** `itemNow` answers undefined for what has left. */
  stale(itemNow: (node: Node) => vscode.TreeItem | undefined): Node[] {
    return [...this.texts].flatMap(([node, text]) => {
      const item = itemNow(node);
      return item && textOf(item) !== text ? [node] : [];
    });
  }
}

/** Both parts may have an age in them. */
function textOf({ label, description }: vscode.TreeItem): string {
  return JSON.stringify([label, description]);
}
