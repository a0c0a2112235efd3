import { setImmediate } from "node:timers/promises";
import type { Run } from "../api/schemas/run.ts";
import type { EventsRead } from "../host/runEvents.ts";
import { comparablePieces, isTooLargeToSort } from "../runs/documents/comparableJson.ts";
import { errorsText } from "../runs/documents/errorsText.ts";
import type { IgnoreList } from "../runs/documents/ignoreList.ts";
import { prettyPieces } from "../runs/documents/jsonText.ts";
import type { RunDocument } from "../runs/documents/runDocuments.ts";
import { timelineText, timingText } from "../runs/documents/timelineText.ts";

/** What the texts are made from. */
export interface RunParts {
  readonly run: Run;
  /** The answer that the run was read from. */
  readonly text: string;
  readonly task: string;
  readonly events: () => Promise<EventsRead>;
  readonly ignored: () => IgnoreList;
  readonly now: () => number;
}

export type WrittenDocument = Exclude<RunDocument, { kind: "file" | "frame" }>;

/** After so many pieces of a large text others are let in: a few milliseconds of work. */
const piecesAtOnce = 4;

export async function bytesOf(document: WrittenDocument, parts: RunParts): Promise<Uint8Array> {
  const { run, task } = parts;
  switch (document.kind) {
    case "json":
      return encoded(prettyPieces(document.text));
    case "comparable":
      return encoded(isTooLargeToSort(document.text) ? prettyPieces(document.text) : comparablePieces(document.text, parts.ignored()));
    case "errors":
      return encoded([errorsText(run, task)]);
    case "timeline": {
      const { events, problem } = await parts.events();
      return encoded([timelineText({ run, events, problem, task, now: parts.now() })]);
    }
    case "timing": {
      const { events } = await parts.events();
      return encoded([timingText({ run, events, now: parts.now() }, document.unsorted)]);
    }
  }
}

async function encoded(pieces: Iterable<string>): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const encodedPieces: Uint8Array[] = [];
  let count = 0;
  for (const piece of pieces) {
    if (piece !== "") encodedPieces.push(encoder.encode(piece));
    count += 1;
    if (count % piecesAtOnce === 0) await setImmediate();
  }
  return Buffer.concat(encodedPieces);
}
