import assert from "node:assert/strict";
import { comparedPath, placeOf, runPath, taskPath } from "../../../../src/runs/documents/documentPlace.ts";

describe("the places of documents", () => {
  it("lead back to what they were made from, whatever is in the ids", () => {
    for (const id of ["trun_a1B2", "a/b", "..", ".", "a b", "ü%2F", "tasks"]) {
      assert.deepEqual(placeOf(taskPath("my profile", id)), { kind: "task", profile: "my profile", task: id });
      if (id !== "tasks") assert.deepEqual(placeOf(runPath("deck", id, "files/a b.pdf")), { kind: "run", profile: "deck", run: id, path: "files/a b.pdf" });
      assert.equal(taskPath("p", id).split("/").length, 4);
    }
  });

  it("are folders where no document is named", () => {
    assert.deepEqual(placeOf("/"), { kind: "root" });
    assert.deepEqual(placeOf("/deck"), { kind: "profile", profile: "deck" });
    assert.deepEqual(placeOf("/deck/tasks"), { kind: "tasks", profile: "deck" });
    assert.deepEqual(placeOf("/deck/trun_1"), { kind: "run", profile: "deck", run: "trun_1", path: "" });
  });

  it("have the same path where they are compared, with the run in the query", () => {
    const path = comparedPath("my profile", "…ab/c ↔ …d", "output.json");
    assert.equal(path, "/my%20profile/c ↔ …d/output.json");
    assert.deepEqual(placeOf(path, "trun_1"), { kind: "run", profile: "my profile", run: "trun_1", path: "comparable/output.json" });
  });

  it("are the same for the editor's preview of pictures, which asks for a version", () => {
    assert.deepEqual(placeOf("/deck/trun_1/frames/0001.webp", "version=1795245000000"), { kind: "run", profile: "deck", run: "trun_1", path: "frames/0001.webp" });
  });

  it("are none where nothing can be", () => {
    for (const path of ["/deck/tasks/task_1", "/deck/tasks/task_1.json/more"]) assert.equal(placeOf(path), undefined);
    assert.deepEqual(placeOf("/%E0%A4%A"), { kind: "profile", profile: "%E0%A4%A" });
  });
});
