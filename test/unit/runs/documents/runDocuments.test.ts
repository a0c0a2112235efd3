import assert from "node:assert/strict";
import { Run } from "../../../../src/api/schemas/run.ts";
import { documentsOf, listingOf, pathsOnlyIn, type RunDocument } from "../../../../src/runs/documents/runDocuments.ts";
import { documentedRun, freshRun } from "../../api/schemas/documentedRun.ts";

function documents(sent: object): ReadonlyMap<string, RunDocument> {
  const text = JSON.stringify(sent);
  return documentsOf(Run.parse(sent), text);
}

const names = (all: ReadonlyMap<string, RunDocument>, folder: string): string[] | undefined => listingOf(all, folder)?.map(({ name }) => name);

describe("the documents of a run", () => {
  it("are all that the run has, in folders", () => {
    const all = documents(documentedRun());
    assert.deepEqual(names(all, ""), ["output.json", "input.json", "errors.md", "timeline.md", "run.json", "files", "frames"]);
    assert.deepEqual(names(all, "files"), ["bill.pdf"]);
    assert.deepEqual(names(all, "frames"), ["0001.webp"]);
    assert.equal(names(all, "nothing"), undefined);
    assert.equal(names(all, "output.json"), undefined);
  });

  it("are fewer where the answer lacks a section, and never a made-up one", () => {
    const { output: _, ...without } = freshRun();
    assert.deepEqual(names(documents(without), ""), ["errors.md", "timeline.md", "run.json"]);
    assert.deepEqual(documents(freshRun()).get("output.json"), { kind: "json", text: "null" });
  });

  it("can be compared, though no list shows that, with the last screenshot among them", () => {
    const all = documents(documentedRun());
    assert.deepEqual(names(all, "comparable"), ["last screenshot g7H8.webp", "output.json", "input.json", "errors.json", "timing.md"]);
    assert.deepEqual(all.get("comparable/last screenshot g7H8.webp"), { kind: "frame", index: 0, bytes: 9_120 });
    assert.deepEqual(documents(freshRun()).get("comparable/input.json"), { kind: "comparable", text: "" });
  });

  it("are told apart from those of another answer, with their folders, without what no list shows", () => {
    const [few, all] = [documents(freshRun()), documents(documentedRun())];
    assert.deepEqual(pathsOnlyIn(all, few).toSorted(), ["files", "files/bill.pdf", "frames", "frames/0001.webp", "input.json"]);
    assert.deepEqual(pathsOnlyIn(few, all), []);
  });
});
