import { hasFailed } from "../api/apiError.ts";
import type { Catalog } from "../runs/catalog.ts";

/** A name is no reason to show nothing: where it cannot be read the id stands, and the next look tries again. */
export async function learnNames<T extends { readonly id: string }>(
  catalog: Catalog<T>,
  ids: readonly (string | null | undefined)[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await catalog.learn(ids.filter(id => typeof id === "string"), signal);
  } catch (error) {
    if (signal.aborted || hasFailed(error, "unauthorized")) throw error;
  }
}
