import { hasCode } from "../../base/errors.ts";

/** In a row, of the same act; after that the folder is taken for broken. */
const maxFailures = 5;

/** Tells failures that pass from those that last: on some systems a file cannot be replaced while another window reads it. */
export class FailureCount {
  private readonly failures = new Map<string, number>();

  worked(act: string): void {
    this.failures.delete(act);
  }

  /** Whether this failure is one too many. A folder that is gone does not come back. */
  failed(act: string, error: unknown): boolean {
    const count = (this.failures.get(act) ?? 0) + 1;
    this.failures.set(act, count);
    return hasCode(error, "ENOENT") || count >= maxFailures;
  }
}
