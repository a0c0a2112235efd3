import type * as vscode from "vscode";
import type { Attention } from "../runs/feed/attention.ts";
import type { StartingRuns } from "../runs/starting/startingRuns.ts";
import type { Answers } from "./answers.ts";
import type { Connect, Connection } from "./connection.ts";
import type { InputDrafts } from "./inputDrafts.ts";
import type { Journal } from "./journal.ts";
import type { KeyStore } from "./keyStore.ts";
import type { Lens } from "./lens.ts";
import type { OwnRuns } from "./ownRuns.ts";
import type { Profiles } from "./profiles.ts";
import type { WindowPush } from "./push/windowPush.ts";
import type { TextDocumentReports } from "./textDocumentReports.ts";
import type { ToldOnce } from "./toldOnce.ts";
import type { WatchedRuns } from "./watchedRuns.ts";

/** What the feature areas are given. */
export interface App {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** What is remembered of the person's choices, over all windows and restarts; nothing secret. */
  readonly memory: vscode.Memento;
  /** The folder in which Local Deck looks for scenarios; it is there. */
  readonly scenarios: () => string;
  readonly keys: KeyStore;
  readonly profiles: Profiles;
  readonly attention: Attention;
  readonly connect: Connect;
  readonly connection: Connection;
  readonly journal: Journal;
  readonly starting: StartingRuns;
  readonly ownRuns: OwnRuns;
  readonly watched: WatchedRuns;
  readonly answers: Answers;
  readonly told: ToldOnce;
  readonly drafts: InputDrafts;
  readonly lens: Lens;
  readonly reports: TextDocumentReports;
  readonly push: WindowPush;
}
