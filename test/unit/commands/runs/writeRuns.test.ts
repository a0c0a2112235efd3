import assert from "node:assert/strict";
import { ApiError } from "../../../../src/api/apiError.ts";
import { Run } from "../../../../src/api/schemas/run.ts";
import { type ExportPlan, writeRuns } from "../../../../src/commands/runs/writeRuns.ts";
import { sampleRun } from "../../runs/sampleRun.ts";

/** An export from a service that answers as the test says, with what was written and how much was read at a time. */
function setup(answer: (id: string) => string, plan: Partial<ExportPlan> & Pick<ExportPlan, "runs">) {
  const written: string[] = [];
  const told: number[] = [];
  const seen = { underWay: 0, atOnce: [] as number[] };
  const getForText = async (id: string) => {
    seen.atOnce.push((seen.underWay += 1));
    await Promise.resolve();
    seen.underWay -= 1;
    const text = answer(id);
    return { value: Run.parse(JSON.parse(text)), text };
  };
  const client = { runs: Object.assign(Object.create(null), { getForText }) };
  const whole: ExportPlan = { format: "jsonl", sections: ["output"], client, taskName: () => "Task", signal: new AbortController().signal, ...plan };
  const exported = writeRuns(whole, { write: async text => void written.push(text) }, settled => told.push(settled));
  return { exported, written, told, seen };
}

const answerOf = (id: string, more: object = {}): string => JSON.stringify({ ...sampleRun(id), ...more });
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `trun_${index}`);

describe("writing runs to a file", () => {
  it("keeps their order, and tells how far it is", async () => {
    const { exported, written, told } = setup(id => answerOf(id), { runs: ids(20) });
    assert.deepEqual(await exported, { count: 20, failed: [] });
    assert.deepEqual(written.join("").trimEnd().split("\n").map(line => JSON.parse(line).id), ids(20));
    assert.deepEqual(told, [8, 16, 20]);
  });

  it("goes on when one cannot be read, and says which and why", async () => {
    const gone = (id: string): string => {
      if (id === "trun_3") throw new ApiError({ kind: "notFound" }, "Deck does not know it.");
      return answerOf(id);
    };
    const { exported, written } = setup(gone, { runs: ids(10) });
    assert.deepEqual(await exported, { count: 9, failed: [{ id: "trun_3", why: "Deck does not know it." }] });
    assert.doesNotMatch(written.join(""), /trun_3/);
  });

  it("ends when nothing can be read any more", async () => {
    const refused = new ApiError({ kind: "unauthorized" }, "The key is refused.");
    await assert.rejects(setup(() => { throw refused; }, { runs: ids(10) }).exported, refused);
  });

  it("ends when the service fails for many in a row, and says so", async () => {
    let asked = 0;
    const down = (): string => {
      asked += 1;
      throw new ApiError({ kind: "failed", status: 500 }, "Deck failed (500).");
    };
    await assert.rejects(setup(down, { runs: ids(1000) }).exported, /^Error: The service failed for the last 24 runs, and no file was written\. Try again later\. Deck failed \(500\)\.$/);
    assert.equal(asked, 24);
  });

  it("goes on as long as some can be read, and where runs are only gone", async () => {
    const failing = (id: string): string => {
      if (id.endsWith("0")) return answerOf(id);
      throw new ApiError(Number(id.split("_")[1]) < 50 ? { kind: "failed", status: 500 } : { kind: "notFound" }, "No.");
    };
    assert.equal((await setup(failing, { runs: ids(100) }).exported).count, 10);
    assert.equal((await setup(() => { throw new ApiError({ kind: "notFound" }, "No."); }, { runs: ids(100) }).exported).failed.length, 100);
  });

  it("asks for nothing where what is listed will do", async () => {
    async function* listed() {
      for (const id of ids(3)) yield sampleRun(id);
    }
    const { exported, seen } = setup(answerOf, { runs: listed(), sections: [] });
    assert.equal((await exported).count, 3);
    assert.deepEqual(seen.atOnce, []);
  });

  it("holds large runs one by one", async () => {
    const large = "x".repeat(3_000_000);
    const { exported, seen } = setup(id => answerOf(id, { output: large }), { runs: ids(11) });
    await exported;
    assert.deepEqual(seen.atOnce, [1, 2, 3, 4, 5, 6, 7, 8, 1, 1, 1]);
  });
});
