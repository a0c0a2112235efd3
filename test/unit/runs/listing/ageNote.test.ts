import assert from "node:assert/strict";
import { type AgeNoteSituation, ageNote } from "../../../../src/runs/listing/ageNote.ts";

const now = new Date(2026, 10, 3, 14, 5).getTime();
const since = new Date(2026, 10, 3, 14, 2).getTime();
const error = new Error("Deck cannot be reached.");

describe("what is said of the age of runs", () => {
  const cases: [title: string, situation: Partial<AgeNoteSituation>, note: string | undefined][] = [
    ["is nothing while they are fresh", { state: { kind: "fresh" } }, undefined],
    ["is why there is nothing newer, and from when they are", { state: { kind: "stale", since, error } }, "Deck cannot be reached. Shown are the runs as of 14:02, 3 min ago."],
    ["has the day where that is not today", { state: { kind: "stale", since: since - 86_400_000, error } }, "Deck cannot be reached. Shown are the runs as of 2 Nov, 24 h ago."],
    ["is only why where none were ever read", { state: { kind: "stale", since: undefined, error } }, "Deck cannot be reached."],
    ["is only why where there are none", { state: { kind: "stale", since, error }, hasRuns: false }, "Deck cannot be reached."],
    ["is nothing yet at the start, as the answer will be here soon", { state: { kind: "loading", since } }, undefined],
    ["is from when they are where the first answer takes long", { state: { kind: "loading", since }, openedAt: now - 2_000 }, "Still waiting for an answer. Shown are the runs as of 14:02, 3 min ago."],
    ["is nothing where there is nothing to show meanwhile", { state: { kind: "loading" }, hasRuns: false, openedAt: 0 }, undefined],
  ];
  for (const [title, situation, note] of cases) {
    it(title, () => assert.equal(ageNote({ state: { kind: "fresh" }, hasRuns: true, openedAt: now, now, ...situation }), note));
  }
});
