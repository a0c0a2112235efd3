import assert from "node:assert/strict";
import { turn } from "../../../support/turn.ts";
import { at } from "../sampleRun.ts";
import { feedSetup, numberedRuns } from "./feedSetup.ts";

const done = { status: "completed", result: "success" };

/** Runs that are older than the newest page, while somebody watches. */
async function watched(...old: ReturnType<typeof numberedRuns>) {
  const given = feedSetup(...old, ...numberedRuns(900, 919, done));
  given.attention.look();
  await turn();
  given.questions();
  const round = async (): Promise<string[]> => {
    await given.pass(given.clock.pending[0] ?? 0);
    return given.questions();
  };
  return { ...given, round };
}

describe("runs that have left the active ones out of sight", () => {
  it("are asked for by the page where there are many, and else by a few at a time", async () => {
    const { source, store, round } = await watched(...numberedRuns(1, 300, { status: "running" }));
    source.set(...numberedRuns(1, 300, { ...done, updated_at: at(950) }));
    const asked: string[][] = [];
    for (let rounds = 0; rounds < 10 && store.ofStatus("running").length > 0; rounds++) asked.push(await round());
    assert.equal(store.ofStatus("completed").length, 320);
    assert.ok(asked.flat().length < 40, `${asked.flat().length} questions`);
    assert.ok(asked.every(questions => questions.filter(question => question.startsWith("find")).length <= 5));
  });

  it("are all found in the end where the page does not bring them", async () => {
    const { source, store, round } = await watched(...numberedRuns(1, 12, { status: "running" }), ...numberedRuns(700, 899, done));
    source.set(...numberedRuns(1, 12, { status: "asleep", updated_at: at(950) }));
    const singly: number[] = [];
    for (let rounds = 0; rounds < 3; rounds++) singly.push((await round()).filter(question => question.startsWith("find")).length);
    assert.deepEqual([singly, store.ofStatus("asleep").length], [[5, 5, 2], 12]);
  });

  it("may be gone altogether", async () => {
    const { source, store, round } = await watched(...numberedRuns(1, 8, { status: "running" }));
    for (const run of numberedRuns(1, 8)) source.remove(run.id);
    await round();
    await round();
    assert.equal(store.size, 20);
  });
});

describe("runs in a status that nobody knows", () => {
  it("are asked for once a minute, and without asking for the active ones", async () => {
    const { source, round } = await watched();
    source.set(...numberedRuns(901, 901, { status: "asleep", updated_at: at(950) }));
    await round();
    source.set(...numberedRuns(920, 945, done));
    const asked: string[] = [];
    for (let rounds = 0; rounds < 61; rounds++) asked.push(...(await round()));
    assert.deepEqual(asked.filter(question => !question.startsWith("newest")), ["find 901", "find 901", "find 901"]);
  });

  it("are asked for by a few at a time, each in its turn", async () => {
    const { source, round } = await watched();
    source.set(...numberedRuns(901, 912, { status: "asleep", updated_at: at(950) }));
    await round();
    source.set(...numberedRuns(920, 945, done));
    const asked: string[] = [];
    for (let rounds = 0; rounds < 10; rounds++) asked.push(...(await round()));
    const singly = asked.filter(question => question.startsWith("find"));
    assert.deepEqual([singly.length, new Set(singly).size], [12, 12]);
  });

  it("show their end when it comes", async () => {
    const { source, store, round } = await watched();
    source.set(...numberedRuns(901, 901, { status: "asleep", updated_at: at(950) }));
    await round();
    source.set(...numberedRuns(920, 945, done));
    await round();
    source.set(...numberedRuns(901, 901, { ...done, updated_at: at(960) }));
    for (let rounds = 0; rounds < 31; rounds++) await round();
    assert.equal(store.get("901")?.status, "completed");
  });
});
