import type * as vscode from "vscode";
import type { DeckWindow } from "../pages/workbench/deckWindow.ts";
import type { Figure } from "./measure.ts";
import { watchFor, watchTasks } from "./paints.ts";

const rounds = 10;

/** What the editor takes by itself for a tree that somebody else fills: nothing of ours can be quicker. */
export async function editorFloor({ page, inHost }: Pick<DeckWindow, "page" | "inHost">, items: number): Promise<Figure[]> {
  await inHost(showFloor, items);
  await page.getByRole("treeitem", { name: /^Floor 0 of state 0/ }).waitFor();
  const painted: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.waitForTimeout(800);
    const row = await watchFor(page, { selector: `[role="treeitem"][aria-label^="New ${round} "]`, count: 1 });
    const began = await inHost(async (editor, name) => {
      const at = Date.now();
      await editor.commands.executeCommand("driver.floor.add", name);
      return at;
    }, `New ${round}`);
    painted.push((await row()) - began);
  }
  await page.waitForTimeout(800);
  const longest = await watchTasks(page);
  // As many steps as answers of the service come in a moment each.
  for (let state = 1; state <= rounds; state++) {
    await inHost(async (editor, next) => void (await editor.commands.executeCommand("driver.floor.move", next)), state);
    await page.waitForTimeout(400);
  }
  const { workedMs, heldMs } = await longest();
  return [
    { what: "Floor: a row of any tree, from its data to its paint", unit: "ms", values: painted },
    { what: "Floor: a notification of anybody, from its call to its paint", unit: "ms", values: await notifications({ page, inHost }) },
    { what: `Floor: ${items} rows drawn anew, the window's longest work at a stretch`, unit: "ms", values: [workedMs] },
    { what: "  its longest task, with what else the machine did", unit: "ms", values: [heldMs] },
  ];
}

async function notifications({ page, inHost }: Pick<DeckWindow, "page" | "inHost">): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // The editor shows no more than a few within a moment.
    await page.waitForTimeout(800);
    const text = `Floor notice ${round}.`;
    const told = await watchFor(page, { selector: ".notification-toast", text, count: 1 });
    const began = await inHost((editor, message) => {
      const at = Date.now();
      void editor.window.showWarningMessage(message, "Open");
      return at;
    }, text);
    times.push((await told()) - began);
    await inHost(editor => editor.commands.executeCommand("notifications.clearAll"));
  }
  return times;
}

/** Runs in the extension host, where it sees nothing of this file. */
async function showFloor(editor: typeof vscode, items: number): Promise<void> {
  const names = Array.from({ length: items }, (_, item) => `Floor ${item}`);
  let state = 0;
  const changed = new editor.EventEmitter<undefined>();
  await editor.commands.executeCommand("setContext", "driver.floor", true);
  editor.window.createTreeView<string>("driver.floor", {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: group => (group === undefined ? ["All"] : group === "All" ? names : []),
      getTreeItem: name => {
        const { Expanded, None } = editor.TreeItemCollapsibleState;
        const label = name === "All" ? name : `${name} of state ${state}`;
        const item = new editor.TreeItem(label, name === "All" ? Expanded : None);
        return Object.assign(item, { id: name, description: `${state}`, iconPath: new editor.ThemeIcon("circle"), accessibilityInformation: { label } });
      },
    },
  });
  editor.commands.registerCommand("driver.floor.add", (name: string) => {
    names.unshift(name);
    changed.fire(undefined);
  });
  editor.commands.registerCommand("driver.floor.move", (next: number) => {
    state = next;
    changed.fire(undefined);
  });
  await editor.commands.executeCommand("driver.floor.focus");
}
