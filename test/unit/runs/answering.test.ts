import assert from "node:assert/strict";
import { afterFailure, afterSending, type Answering, notAsked, whileSending, withSight } from "../../../src/runs/answering.ts";

const mfa = { type: "mfa", message: "Enter the code.", fields: [{ name: "code" }] };
const asking = (updated_at: string, interaction = mfa) => ({ status: "interaction_required", updated_at, interaction });
const running = { status: "running", updated_at: "2", interaction: null };
const open = withSight(notAsked, asking("1"));
const sent = afterSending(whileSending(open), mfa);

describe("answering a run", () => {
  const cases: [title: string, answering: Answering, phase: string, round: number][] = [
    ["is open once something is asked", open, "open", 1],
    ["stays as it is while the same question stands", withSight(whileSending(open), asking("1")), "sending", 1],
    ["waits for the agent after sending", withSight(sent, asking("1")), "sent", 1],
    ["is over when the run goes on", withSight(sent, running), "none", 1],
    ["was refused when the same is asked again", withSight(withSight(sent, running), asking("3")), "refused", 2],
    ["was refused when it is asked again so soon that nobody saw the run go on", withSight(sent, asking("3")), "refused", 2],
    ["begins anew when something else is asked", withSight(withSight(sent, running), asking("3", { ...mfa, type: "security_question" })), "open", 2],
    ["begins anew after a refusal that was answered by somebody else", withSight(withSight(withSight(withSight(sent, running), asking("3")), running), asking("4")), "open", 3],
    ["is open again when the answer did not arrive", afterFailure(whileSending(open)), "open", 1],
    ["is not asked for by a run that only kept its last question", withSight(notAsked, { ...running, interaction: mfa }), "none", 0],
  ];
  for (const [title, { phase, round }, expected, times] of cases) {
    it(title, () => assert.deepEqual([phase, round], [expected, times]));
  }
});
