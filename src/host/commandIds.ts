/** Every command of the extension; what package.json declares is checked against this. */
export const commandIds = {
  openRun: "deck.runs.open",
  startRun: "deck.runs.start",
  cancelRun: "deck.runs.cancel",
  answerRun: "deck.runs.answer",
  copyRunId: "deck.runs.copyId",
  refresh: "deck.runs.refresh",
  loadMore: "deck.runs.loadMore",
  useKey: "deck.key.use",
  signOut: "deck.key.signOut",
} as const;

export const runsViewId = "deck.runs";
export const runPanelType = "deck.run";

/** What `when` clauses read: the kind of connection. */
export const connectionContext = "deck.connection";
