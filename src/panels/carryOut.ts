import * as vscode from "vscode";
import { unreachable } from "../base/unreachable.ts";
import { commandIds } from "../host/commandIds.ts";
import type { FromRunPage, RunActionId } from "../protocol/runPage.ts";
import { codeIn } from "../runs/needs/question.ts";
import { fileBytes, fileText, openRunFile, revealRunFile } from "./fileActions.ts";
import { followFact } from "./followFact.ts";
import { keepFrames, openBoth, saveFrame, saveFrames } from "./frameActions.ts";
import type { PanelSubject, RunDesk } from "./panelParts.ts";
import { saveRunFile } from "./saveRunFile.ts";
import { saveText } from "./saveText.ts";

/** What a failure of each intent is called. */
export const doing: Readonly<Record<FromRunPage["type"], string>> = {
  ready: "Showing the run",
  act: "The action",
  follow: "Showing the runs",
  wantFrame: "Reading the screenshot",
  wantText: "Reading the text",
  wantFile: "Reading the file",
  copy: "Copying",
  saveText: "Saving the table",
  saveFile: "Saving the file",
  openFile: "Opening the file",
  revealFile: "Showing the file",
  saveFrame: "Saving the screenshot",
  saveFrames: "Saving the screenshots",
  keepFrames: "Keeping the screenshots",
  openBoth: "Opening both runs",
  openDocument: "Opening the document",
  saveDocument: "Saving the document",
  answer: "Answering",
  pasteCode: "Pasting the code",
  openConsole: "Opening the Console",
  decide: "The review",
  remember: "Keeping what you set",
  openLink: "Opening the address",
  loadAgain: "Loading the page again",
};

/** Does what the page asks for; what fails is the caller's to tell. */
export async function carryOut(panel: RunDesk, intent: FromRunPage, subject: PanelSubject): Promise<void> {
  switch (intent.type) {
    case "ready":
      return panel.hearReady();
    case "act":
      return act(panel, intent.action, subject);
    case "follow":
      return followFact(panel, intent.fact);
    case "wantFrame":
      return panel.tell(await panel.frames.message(() => panel.session(), panel.content.run, intent.index));
    case "wantText":
      // The beginning of a long text is to be there before the rest keeps this thread busy.
      for await (const message of fileText(panel, intent.part)) await panel.tell(message);
      return undefined;
    case "wantFile":
      return panel.tell(await fileBytes(panel, intent.file));
    case "copy":
      return vscode.env.clipboard.writeText(intent.text);
    case "remember":
      return panel.parts.memories.keep(intent.memory);
    case "answer":
      panel.keep();
      return panel.answer(Object.fromEntries(intent.given));
    case "pasteCode":
      return panel.tell({ type: "code", text: codeFrom(await vscode.env.clipboard.readText()) });
    case "openConsole":
      panel.keep();
      await openLink((await panel.session()).profile.consoleUrl ?? "https://console.deck.co");
      return panel.awaitReview();
    case "openLink":
      return openLink(intent.url);
    case "loadAgain":
      return panel.beginAgain();
    default:
      return carryOutFiles(panel, intent, subject);
  }
}

type FileIntent = Extract<
  FromRunPage,
  { type: "saveText" | "saveFile" | "openFile" | "revealFile" | "saveFrame" | "saveFrames" | "keepFrames" | "openBoth" | "openDocument" | "saveDocument" | "decide" }
>;

async function carryOutFiles(panel: RunDesk, intent: FileIntent, { profile }: PanelSubject): Promise<void> {
  switch (intent.type) {
    case "saveText":
      return saveText(intent.name, intent.text);
    case "saveFile":
      return saveRunFile(await panel.session(), panel.content.run, intent.id);
    case "openFile":
      return openRunFile(panel, intent.id);
    case "revealFile":
      return revealRunFile(panel, intent.id);
    case "saveFrame":
      return saveFrame(panel, intent.index);
    case "saveFrames":
      return saveFrames(panel);
    case "keepFrames":
      return keepFrames(panel);
    case "openBoth":
      return openBoth(panel, intent.atMs);
    case "openDocument":
      return void (await vscode.commands.executeCommand(commandIds.openDocument, { id: panel.id, profile: profile?.id, document: intent.document }));
    case "saveDocument":
      return void (await vscode.commands.executeCommand(commandIds.saveDocument, { id: panel.id, profile: profile?.id, document: intent.document }));
    case "decide":
      panel.keep();
      return panel.decide(intent);
    default:
      return unreachable(intent);
  }
}

const commandOf: Readonly<Record<Exclude<RunActionId, "keepOpen" | "switchProfile" | "useKey" | "refresh">, string>> = {
  cancel: commandIds.cancelRun,
  answer: commandIds.answerRun,
  copyId: commandIds.copyRunId,
  runAgain: commandIds.runAgain,
  runWithChanges: commandIds.runAgainWithChanges,
  compare: commandIds.compareRuns,
};

async function act(panel: RunDesk, action: RunActionId, { profile }: PanelSubject): Promise<void> {
  switch (action) {
    case "keepOpen":
      return panel.keep();
    case "switchProfile":
      return void (await vscode.commands.executeCommand(commandIds.switchProfile, profile && { profile: profile.id }));
    case "useKey":
      return void (await vscode.commands.executeCommand(commandIds.useKey));
    case "refresh":
      await vscode.commands.executeCommand(commandIds.refresh);
      return panel.load();
    default:
      if (action !== "copyId") {
        // The command would look for the run where the window is.
        await panel.session();
        panel.keep();
      }
      await vscode.commands.executeCommand(commandOf[action], { id: panel.id });
      return panel.load();
  }
}

/** Only what can be a code goes to the page: anything else on the clipboard is none of its business. */
function codeFrom(clipboard: string): string {
  const code = codeIn(clipboard);
  if (code === undefined) throw new Error("What is on the clipboard is not a code.");
  return code;
}

/** Only the web: other schemes can do things on this machine. The editor asks before it opens a stranger's address. */
async function openLink(text: string): Promise<void> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error("Only web addresses are opened.");
  await vscode.env.openExternal(vscode.Uri.parse(url.href));
}
