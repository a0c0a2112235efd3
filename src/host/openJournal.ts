import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import * as vscode from "vscode";
import { systemClock } from "../base/clock.ts";
import { Journal } from "./journal.ts";
import { JournalClaims } from "./journalClaims.ts";
import { logFailure } from "./report.ts";

/** The journal of this window's life. */
export function openJournal({ secrets, globalStorageUri }: vscode.ExtensionContext, log: vscode.LogOutputChannel): Journal {
  return new Journal({
    secrets,
    claims: new JournalClaims(vscode.Uri.joinPath(globalStorageUri, "claims").fsPath),
    clock: systemClock,
    owner: { id: randomUUID(), machine: hostname(), pid: process.pid },
    tellBroken: error => logFailure(log, "Keeping what was sent until it is answered", error),
  });
}
