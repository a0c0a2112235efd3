import assert from "node:assert/strict";
import { afterFailure, afterSending, type Answering, notAsked, whileSending, withSight } from "../../../../src/runs/needs/answering.ts";

const mfa = { type: "mfa", message: "Enter the code.", fields: [{ name: "code" }] };
const asking = (updated_at: string, interaction = mfa) => ({ status: "interaction_required", updated_at, interaction });
const running = { status: "running", updated_at: "2", interaction: null };
const pictured = (count: number) => ({ ...running, artifacts: { screenshots: Array.from({ length: count }, () => ({})) } });
const ended = (status: string, code?: string) => ({ status, updated_at: "2", errors: code ? [{ code }] : null });
const open = withSight(notAsked, asking("1"));
const sent = afterSending(whileSending(open), mfa);

describe("answering a run", () => {
  const cases: [title: string, answering: Answering, phase: string, round: number][] = [
    ["is open once something is asked", open, "open", 1],
    ["stays as it is while the same question stands", withSight(whileSending(open), asking("1")), "sending", 1],
    ["waits for the agent after sending", withSight(sent, asking("1")), "sent", 1],
    ["waits for the agent while nothing is seen of it", withSight(withSight(sent, pictured(2)), pictured(2)), "sent", 1],
    ["is over when the agent has taken another screenshot", withSight(withSight(sent, pictured(2)), pictured(3)), "none", 1],
    ["is over when the run has ended", withSight(withSight(sent, running), ended("completed")), "none", 1],
    ["is still on its way when the run goes on before the answer to it is here", withSight(whileSending(open), running), "sending", 1],
    ["was refused when the same is asked again", withSight(withSight(sent, running), asking("3")), "refused", 2],
    ["was refused when it is asked again so soon that nobody saw the run go on", withSight(sent, asking("3")), "refused", 2],
    ["begins anew when something else is asked", withSight(withSight(sent, running), asking("3", { ...mfa, type: "security_question" })), "open", 2],
    ["begins anew after a refusal that was answered by somebody else", withSight(withSight(withSight(withSight(sent, running), asking("3")), running), asking("4")), "open", 3],
    ["is open again when the answer did not arrive", afterFailure(whileSending(open), true), "open", 1],
    ["stays asked for by what tells of the run without its question", withSight(open, { ...asking("2"), interaction: null }), "open", 1],
    ["is not asked anew by what was read before", withSight(withSight(open, { ...running, updated_at: "2026-01-02" }), asking("2026-01-01")), "none", 1],
    ["is not asked for by a run that only kept its last question", withSight(notAsked, { ...running, interaction: mfa }), "none", 0],
  ];
  for (const [title, { phase, round }, expected, times] of cases) {
    it(title, () => assert.deepEqual([phase, round], [expected, times]));
  }
});

describe("a question that ends while a person is asked", () => {
  const cases: [title: string, before: Answering, run: Parameters<typeof withSight>[1], end: string | undefined][] = [
    ["was answered elsewhere where the run goes on", open, running, "answeredElsewhere"],
    ["was answered, by whomever, where an answer from here may have arrived", afterFailure(whileSending(open), true), running, "answered"],
    ["was answered elsewhere where the answer from here was turned down", afterFailure(whileSending(open), false), running, "answeredElsewhere"],
    ["was not answered in time", open, ended("failed", "interaction_timeout"), "timedOut"],
    ["was not answered in time, in the words of older servers", open, ended("failed", "mfa_timeout"), "timedOut"],
    ["went with a run that failed for another reason", open, ended("failed", "blocked"), "over"],
    ["went with a run that is being canceled", open, ended("canceling"), "canceled"],
    ["stays over as it was", withSight(withSight(open, ended("canceling")), ended("canceled")), ended("canceled"), "canceled"],
    ["says nothing of one that was answered from here", sent, ended("completed"), undefined],
    ["is forgotten once something is asked again", withSight(open, running), asking("3"), undefined],
  ];
  for (const [title, before, run, end] of cases) it(title, () => assert.equal(withSight(before, run).end, end));
});
