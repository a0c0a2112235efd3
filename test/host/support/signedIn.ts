import * as vscode from "vscode";
import type { TestSurface } from "../../../src/extension.ts";
import { testDeck, type TestDeck } from "./deck.ts";
import { extension } from "./extension.ts";
import { person } from "./person.ts";

export interface SignedIn extends TestSurface {
  readonly deck: TestDeck;
  close(): Promise<void>;
}

/** The extension, signed in at a server of the test's own by way of the command. */
export async function signedIn(options?: Parameters<typeof testDeck>[0]): Promise<SignedIn> {
  const surface = await extension();
  const deck = await testDeck(options);
  const somebody = person({ type: deck.key });
  await vscode.commands.executeCommand("deck.key.use");
  somebody.done();
  return {
    ...surface,
    deck,
    async close() {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      await vscode.commands.executeCommand("deck.key.signOut");
      await deck.close();
    },
  };
}
