/** What is sorted or merged between two turns of others: about a millisecond of work. */
const perTurn = 1_000;

/** As `toSorted`, but it yields so often that whoever drives it can let others work, however much there is to sort. */
export function* sortedInTurns<T>(all: readonly T[], compare: (a: T, b: T) => number): Generator<undefined, readonly T[]> {
  let parts: (readonly T[])[] = [];
  for (let start = 0; start < all.length; start += perTurn) {
    parts.push(all.slice(start, start + perTurn).toSorted(compare));
    if (all.length > perTurn) yield;
  }
  while (parts.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < parts.length; at += 2) merged.push(yield* mergedInTurns(parts[at] ?? [], parts[at + 1] ?? [], compare));
    parts = merged;
  }
  return parts[0] ?? [];
}

/** Of equals, those of the first come first. */
function* mergedInTurns<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Generator<undefined, readonly T[]> {
  if (second.length === 0) return first;
  const merged: T[] = [];
  const rest = second.values();
  let next = rest.next();
  for (const each of first) {
    for (; !next.done && compare(next.value, each) < 0; next = rest.next()) {
      merged.push(next.value);
      if (merged.length % perTurn === 0) yield;
    }
    merged.push(each);
    if (merged.length % perTurn === 0) yield;
  }
  for (; !next.done; next = rest.next()) {
    merged.push(next.value);
    if (merged.length % perTurn === 0) yield;
  }
  return merged;
}
