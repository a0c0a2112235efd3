/** Every command of the extension; what package.json declares is checked against this. */
export const commandIds = {
  openRun: "deck.runs.open",
  keepRunOpen: "deck.runs.keepOpen",
  startRun: "deck.runs.start",
  cancelRun: "deck.runs.cancel",
  answerRun: "deck.runs.answer",
  copyRunId: "deck.runs.copyId",
  watchRun: "deck.runs.watch",
  unwatchRun: "deck.runs.unwatch",
  /** With the id of a run, as all that begin another from it. */
  runAgain: "deck.runs.again",
  runAgainWithChanges: "deck.runs.againWithChanges",
  runInSession: "deck.runs.inSession",
  /** What is chosen in the tree of runs, without the keyboard. */
  openChosen: "deck.runs.openChosen",
  /** These act on all that are selected in a tree. */
  openSelected: "deck.runs.openSelected",
  cancelSelected: "deck.runs.cancelSelected",
  copySelectedIds: "deck.runs.copyIds",
  saveSelectedFolders: "deck.documents.saveFolders",
  exportRuns: "deck.runs.export",
  saveScenario: "deck.runs.saveScenario",
  /** With the line of a start that was not answered. */
  findLostStart: "deck.runs.findLost",
  forgetLostStart: "deck.runs.forgetLost",
  /** With the address of a file it does not ask for one. */
  loadScenario: "deck.local.loadScenario",
  runInput: "deck.input.run",
  earlierInput: "deck.input.earlier",
  attachFile: "deck.input.attach",
  /** With the address of a task file, else that of the editor in front. */
  runTaskFile: "deck.taskFile.run",
  refresh: "deck.runs.refresh",
  loadMore: "deck.runs.loadMore",
  filterRuns: "deck.runs.filter",
  removeFilter: "deck.runs.removeFilter",
  clearFilters: "deck.runs.clearFilters",
  groupRuns: "deck.runs.group",
  saveQuery: "deck.runs.saveQuery",
  deleteQuery: "deck.runs.deleteQuery",
  searchRuns: "deck.runs.search",
  pickActive: "deck.runs.pickActive",
  showTraffic: "deck.traffic.show",
  reportDifferences: "deck.differences.report",
  receiveEvents: "deck.events.receive",
  stopReceiving: "deck.events.stop",
  useKey: "deck.key.use",
  signOut: "deck.key.signOut",
  /** With `{ profile: id }` it asks nothing. */
  switchProfile: "deck.profile.switch",
  addProfile: "deck.profile.add",
  editProfiles: "deck.profile.edit",
  removeProfile: "deck.profile.remove",
  /** With `{ id, document }`, a path below the run; without a document it asks for one. */
  openDocument: "deck.documents.open",
  openOutput: "deck.documents.openOutput",
  openRunFolder: "deck.documents.openFolder",
  saveDocument: "deck.documents.save",
  saveRunFolder: "deck.documents.saveFolder",
  findInRuns: "deck.documents.find",
  /** With `{ id }` it asks for the other run, with two of them for nothing. */
  compareRuns: "deck.runs.compare",
  diagnoseConnection: "deck.connection.diagnose",
  setProxyPassword: "deck.proxy.setPassword",
  /** What follows is about the thing with the `id` that it is given, else about one that it asks for. */
  copyId: "deck.resources.copyId",
  refreshTasks: "deck.tasks.refresh",
  openDefinition: "deck.tasks.openDefinition",
  resetTask: "deck.tasks.reset",
  deleteTask: "deck.tasks.delete",
  refreshSessions: "deck.sessions.refresh",
  endSession: "deck.sessions.end",
  refreshSources: "deck.sources.refresh",
  addSource: "deck.sources.add",
  renameSource: "deck.sources.rename",
  deleteSource: "deck.sources.delete",
  refreshCredentials: "deck.credentials.refresh",
  addCredential: "deck.credentials.add",
  renameCredential: "deck.credentials.rename",
  replaceSecret: "deck.credentials.replaceSecret",
  deleteCredential: "deck.credentials.delete",
} as const;

export const runsViewId = "deck.runs";
export const tasksViewId = "deck.tasks";
export const sessionsViewId = "deck.sessions";
export const sourcesViewId = "deck.sources";
export const credentialsViewId = "deck.credentials";
export const runPanelType = "deck.run";
/** Of inputs that are written in an editor. */
export const draftScheme = "deck-input";
/** Files that say what to run. */
export const taskFilePattern = "**/*.deck.json";
/** Of the file system of runs. */
export const documentScheme = "deck";

/** What `when` clauses read: the kind of connection. */
export const connectionContext = "deck.connection";
/** Whether a filter keeps runs out of sight. */
export const filteredContext = "deck.filtered";
/** Whether the run in front is a preview. */
export const previewContext = "deck.runIsPreview";
