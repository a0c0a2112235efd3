import assert from "node:assert/strict";
import { actWords, type KeptAct, type LostPlan, planFor } from "../../../../src/runs/starting/lostActs.ts";

const now = Date.parse("2026-03-31T12:00:00Z");
const minuteMs = 60_000;

describe("what becomes of an act that was lost", () => {
  const start = { method: "POST", route: "/tasks/{id}/run", body: {} };
  const cancel = { method: "POST", route: "/task-runs/{id}/cancel" };
  const cases: [title: string, act: Partial<KeptAct>, minutes: number, plan: LostPlan["kind"]][] = [
    ["a start of just now is sent again", start, 9, "resend"],
    ["an older start is asked about", start, 11, "ask"],
    ["a start that the service has forgotten is looked for", start, 24 * 60, "look"],
    ["a start whose body was too large to keep is looked for", { method: "POST", route: "/tasks/{id}/run" }, 1, "look"],
    ["a cancel of just now is sent again", cancel, 1, "resend"],
    ["an older cancel is not", cancel, 11, "look"],
    ["a deletion is never sent again", { method: "DELETE", route: "/tasks/{id}" }, 1, "look"],
    ["an answer is never sent again", { method: "POST", route: "/task-runs/{id}/interaction" }, 1, "look"],
  ];
  for (const [title, act, minutes, plan] of cases) {
    it(title, () => assert.equal(planFor({ key: "k", method: "", route: "", scope: "", ...act, at: now - minutes * minuteMs }, now).kind, plan));
  }
});

describe("the words for an act", () => {
  const cases: [method: string, route: string, words: string][] = [
    ["POST", "/agents", "creating an agent"],
    ["PATCH", "/credentials/{id}", "changing a credential"],
    ["DELETE", "/event-destinations/{id}", "deleting an event destination"],
    ["POST", "/tasks/{id}/reset", "resetting a task"],
    ["POST", "/sessions/{id}/end", "ending a session"],
    ["POST", "/task-runs/{id}/interaction", "answering a run"],
  ];
  for (const [method, route, words] of cases) it(`${method} ${route} is ${words}`, () => assert.equal(actWords({ method, route }), words));
});
