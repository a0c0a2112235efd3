/** The newest run when the newest were last read: all that is older was here by then. */
export interface Mark {
  readonly id: string;
  readonly created_at: string;
}

/** Where there were no runs at all, every run is newer. */
export const beforeAll: Mark = { id: "", created_at: "" };

/** Runs newest first: whether all that are newer than the mark are among them. */
export function reaches(runs: readonly Mark[], mark: Mark): boolean {
  const last = runs.at(-1);
  return last !== undefined && (runs.some(run => run.id === mark.id) || isAfter(mark, last));
}

export function isAfter(run: Mark, other: Mark): boolean {
  return createdMs(run) > createdMs(other);
}

function createdMs({ created_at }: Mark): number {
  return Date.parse(created_at) || 0;
}
