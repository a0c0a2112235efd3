/** A screenshot that could not be had, by its index. */
export interface MissingFrame {
  readonly index: number;
  readonly why: string;
}

/** What came of reading one screenshot. */
export type FrameRead = MissingFrame | { readonly index: number; readonly bytes: ArrayBuffer };

/** Hands on those that could be read, one after the other; returns the others. */
export async function writeFrames(frames: AsyncIterable<FrameRead>, write: (index: number, bytes: Uint8Array) => PromiseLike<void>): Promise<MissingFrame[]> {
  const missing: MissingFrame[] = [];
  for await (const read of frames) {
    if ("why" in read) missing.push(read);
    else await write(read.index, new Uint8Array(read.bytes));
  }
  return missing;
}

const mostNamed = 5;

/** "22 of 24 screenshots were saved. Screenshots 3 and 17 are missing: Deck no longer has them." Undefined where none is missing. */
export function missingText(missing: readonly MissingFrame[], count: number, done: string): string | undefined {
  if (missing.length === 0) return undefined;
  const had = count - missing.length;
  const reasons = [...Map.groupBy(missing, ({ why }) => why)].map(([why, same]) => {
    return `${numbered(same.map(({ index }) => index + 1))} ${same.length === 1 ? "is" : "are"} missing: ${why}`;
  });
  return [had === 0 ? `No screenshot was ${done}.` : `${had} of ${count} screenshots ${had === 1 ? "was" : "were"} ${done}.`, ...reasons].join(" ");
}

function numbered(numbers: readonly number[]): string {
  const named = numbers.slice(0, numbers.length > mostNamed + 1 ? mostNamed : numbers.length).map(String);
  const last = numbers.length > named.length ? `${numbers.length - named.length} more` : named.pop();
  return named.length === 0 ? `Screenshot ${last}` : `Screenshots ${named.join(", ")} and ${last}`;
}
