import type * as vscode from "vscode";
import type { App } from "../host/app.ts";
import type { PageFiles } from "../host/pageFiles.ts";
import type { Session } from "../host/session.ts";
import type { ToRunPage } from "../protocol/runPage.ts";
import type { FramesCopies } from "./framesCopy.ts";
import type { PageMemories } from "./pageMemory.ts";
import type { RunFrames } from "./runFrames.ts";
import type { RunContent } from "./runContent.ts";

/** What the panels of runs share. */
export interface PanelParts {
  readonly app: App;
  readonly page: PageFiles;
  readonly memories: PageMemories;
  readonly copies: FramesCopies;
  /** For files that other programs open. */
  readonly storage: vscode.Uri;
  /** Opens a run beside the panel in front, as it was then. */
  openBeside(id: string, atMs: number): Promise<void>;
  onDidKeep(): void;
}

/** What a panel shows, and whose it is. */
export interface PanelSubject {
  readonly id: string;
  /** Known once the run was met, in a list or by itself; the name is for when that profile is not current. */
  readonly profile?: { readonly id: string; readonly name: string };
  readonly isPreview: boolean;
}

/** The panel as the actions on it see it. */
export interface RunDesk {
  readonly id: string;
  readonly parts: PanelParts;
  readonly frames: RunFrames;
  readonly content: RunContent;
  /** The session that the run belongs to; rejects with what is in the way. */
  session(): Promise<Session>;
  load(): Promise<void>;
  keep(): void;
  goTo(atMs: number): void;
  answer(values: Readonly<Record<string, string>>): Promise<void>;
  decide(decided: { decision: "approve" | "reject"; note: string }): Promise<void>;
  /** From now on it is looked whether the review was decided elsewhere. */
  awaitReview(): Promise<void>;
  tell(message: ToRunPage): Promise<void>;
  hearReady(): void;
  /** With a new page. */
  beginAgain(): void;
}
