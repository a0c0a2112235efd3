import * as z from "zod";
import type { PanelSubject } from "./panelParts.ts";

const Kept = z.object({
  id: z.string(),
  profile: z.object({ id: z.string(), name: z.string() }).optional().catch(undefined),
  isPreview: z.boolean().catch(false),
});

/** What a page kept over a reload of the window; undefined if it cannot be read. */
export function subjectIn(state: unknown): PanelSubject | undefined {
  const kept = Kept.safeParse(state);
  if (!kept.success) return undefined;
  const { id, profile, isPreview } = kept.data;
  return profile ? { id, profile, isPreview } : { id, isPreview };
}

/** Whether an argument of *Open Run* wants the run to stay: `{ id, keep: true }`. */
export function keepIn(argument: unknown): boolean {
  return typeof argument === "object" && argument !== null && "keep" in argument && argument.keep === true;
}

/** Whether an argument of *Open Run* only shows the run, so that the keyboard stays where it is: `{ id, preserveFocus: true }`. */
export function preservesFocus(argument: unknown): boolean {
  return typeof argument === "object" && argument !== null && "preserveFocus" in argument && argument.preserveFocus === true;
}

const doubleClickMs = 500;

interface Opening {
  readonly id: string;
  readonly at: number;
}

/** The editor tells a double click on a line of a tree as two clicks. */
export function isDoubleClick(before: Opening | undefined, now: Opening): boolean {
  return before?.id === now.id && now.at - before.at <= doubleClickMs;
}
