import * as vscode from "vscode";
import { proposedPlace } from "../host/savePlace.ts";

/** Saves a text that the page made where the person says. */
export async function saveText(name: string, text: string): Promise<void> {
  const target = await vscode.window.showSaveDialog({ title: `Save ${name}`, defaultUri: proposedPlace(name) });
  if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
