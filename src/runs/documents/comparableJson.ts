import { skipBlanks, valueEnd } from "../../base/jsonMembers.ts";
import { sortedInTurns } from "../../base/sortedInTurns.ts";
import type { IgnoreList } from "./ignoreList.ts";
import { isClosing, newLine, pieceLength, scalarEnd } from "./jsonText.ts";

/** Deeper values stay as they came: whoever nests like that does not sort either. */
const deepest = 300;
/** So much is read before others may work: about a millisecond. */
const stepsPerTurn = 500;

/**
 * Sorting holds all members at once, up to fifty bytes for each of the text. What is larger comes in its own order: on lines
 * of its own it is soon beyond the 50 MB up to which the editor compares at all.
 */
export const largestSorted = 20_000_000;

export function isTooLargeToSort(text: string): boolean {
  return text.length > largestSorted;
}

/** A text, number or word as it came; or what has members, in their order. */
type Value = string | Members;

interface Members {
  readonly opening: string;
  entries: readonly Entry[];
}

interface Entry {
  /** What the name means, escapes read; empty in a list. */
  readonly name: string;
  /** The name as it stands in the text, with its colon. */
  readonly lead: string;
  readonly value: Value;
}

/**
 * The JSON that a comparison looks at: members sorted by name, what is ignored left out, one thing to a line. What is
 * equal reads equal; numbers and texts stay letter by letter as they came. It comes in pieces, many of them empty, so that
 * whoever reads a large one can let others work in between.
 */
export function* comparablePieces(text: string, ignored: IgnoreList): Generator<string> {
  const value = yield* new Reader(text, ignored).read();
  yield* writtenPieces(value);
}

/** What is being read: it has not ended yet. */
interface Open {
  readonly members: Members;
  readonly entries: Entry[];
  /** Members so far, with those that are ignored. */
  count: number;
}

class Reader {
  private readonly text: string;
  private readonly ignored: IgnoreList;
  private at = 0;
  private readonly open: Open[] = [];
  private readonly way: (string | number)[] = [];

  constructor(text: string, ignored: IgnoreList) {
    this.text = text;
    this.ignored = ignored;
  }

  *read(): Generator<string, Value> {
    this.skip(0);
    const value = this.value();
    for (let steps = 1; this.open.length > 0; steps += 1) {
      yield* this.step();
      if (steps % stepsPerTurn === 0) yield "";
    }
    return value;
  }

  /** Reads one member of what is open, or its end. */
  private *step(): Generator<string, void> {
    const mark = this.text[this.at];
    const open = this.open.at(-1);
    if (mark === ",") this.skip(1);
    else if (open && mark !== undefined && !isClosing(mark)) this.entry(open);
    else yield* this.close();
  }

  private *close(): Generator<string, void> {
    this.skip(1);
    this.way.pop();
    const done = this.open.pop();
    if (!done) return;
    const { members, entries } = done;
    if (members.opening === "{") members.entries = yield* breathing(sortedInTurns(entries, byName));
  }

  private entry(open: Open): void {
    const isNamed = open.members.opening === "{";
    const quoted = isNamed ? this.text.slice(this.at, (this.at = scalarEnd(this.text, this.at))) : "";
    const name = nameIn(quoted);
    if (isNamed) {
      this.skip(0);
      this.skip(1); // the colon
    }
    this.way.push(isNamed ? name : open.count);
    open.count += 1;
    if (!this.ignored.isEmpty && this.ignored.ignores(this.way)) {
      this.at = valueEnd(this.text, this.at);
      this.way.pop();
    } else open.entries.push({ name, lead: isNamed ? `${quoted}: ` : "", value: this.value() });
    this.skip(0);
  }

  /** Of what has members only the beginning is read: they follow. */
  private value(): Value {
    const { text, at: start } = this;
    const opening = text[start];
    if ((opening === "{" || opening === "[") && this.open.length < deepest) {
      const entries: Entry[] = [];
      const members = { opening, entries };
      this.open.push({ members, entries, count: 0 });
      this.skip(1);
      return members;
    }
    if (this.open.length > 0) this.way.pop();
    return text.slice(start, (this.at = opening === "{" || opening === "[" ? valueEnd(text, start) : scalarEnd(text, start)));
  }

  private skip(marks: number): void {
    this.at = skipBlanks(this.text, this.at + marks);
  }
}

function* writtenPieces(value: Value): Generator<string> {
  const open: { readonly members: Members; next: number }[] = [];
  let piece = "";
  const write = (each: Value): void => {
    if (typeof each === "string") piece += each;
    else if (each.entries.length === 0) piece += each.opening + closingOf(each);
    else {
      piece += each.opening;
      open.push({ members: each, next: 0 });
    }
  };
  write(value);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const entry = top.members.entries[top.next];
    if (entry) {
      piece += (top.next > 0 ? "," : "") + newLine(open.length) + entry.lead;
      top.next += 1;
      write(entry.value);
    } else {
      open.pop();
      piece += newLine(open.length) + closingOf(top.members);
    }
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}\n`;
}

function closingOf({ opening }: Members): string {
  return opening === "{" ? "}" : "]";
}

/** Its turns as empty pieces. */
function* breathing<T>(work: Generator<undefined, T>): Generator<string, T> {
  let turn = work.next();
  for (; !turn.done; turn = work.next()) yield "";
  return turn.value;
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** What a name means, escapes read. */
function nameIn(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
