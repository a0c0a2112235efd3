/** A VS Code with the packaged extension, opened for a person. */
export interface Editor {
  /** Where a browser finds it; a desktop window needs none. */
  url?: string;
  /** Resolves when the person has closed it, or it ended by itself. */
  closed: Promise<void>;
  close(): Promise<void>;
}

export interface EditorOptions {
  vsix: string;
  workspace: string;
  /** Holds all that this VS Code keeps, apart from any other on this machine. */
  folder: string;
  say: (line: string) => void;
}

export function userDataIn(folder: string): string {
  return `${folder}/user-data`;
}

/** Where the extension keeps Local Deck's data in such a VS Code. */
export function localDataIn(folder: string): string {
  return `${userDataIn(folder)}/User/globalStorage/task-runs-for-deck.deck-task-runs/local`;
}
