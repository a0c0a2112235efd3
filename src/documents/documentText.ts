import { setImmediate } from "node:timers/promises";
import type { Run } from "../api/schemas/run.ts";
import type { EventsRead } from "../host/runEvents.ts";
import { comparableJson } from "../runs/comparableJson.ts";
import { errorsText } from "../runs/errorsText.ts";
import type { IgnoreList } from "../runs/ignoreList.ts";
import { prettyPieces } from "../runs/jsonText.ts";
import type { RunDocument } from "../runs/runDocuments.ts";
import { timelineText, timingText } from "../runs/timelineText.ts";

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

/** Sorting wants all of it at once; what is larger is compared in the order in which it came. */
const largestSorted = 20_000_000;
/** After so many pieces of a large text others are let in: a few milliseconds of work. */
const piecesAtOnce = 4;

export async function textOf(document: WrittenDocument, parts: RunParts): Promise<string> {
  const { run, task } = parts;
  switch (document.kind) {
    case "json":
      return pretty(document.text);
    case "comparable":
      return document.text.length > largestSorted ? pretty(document.text) : comparableJson(document.text, parts.ignored());
    case "errors":
      return errorsText(run, task);
    case "timeline": {
      const { events, problem } = await parts.events();
      return timelineText({ run, events, problem, task, now: parts.now() });
    }
    case "timing": {
      const { events } = await parts.events();
      return timingText({ run, events, now: parts.now() });
    }
  }
}

async function pretty(text: string): Promise<string> {
  const pieces: string[] = [];
  for (const piece of prettyPieces(text)) {
    pieces.push(piece);
    if (pieces.length % piecesAtOnce === 0) await setImmediate();
  }
  return pieces.join("");
}
