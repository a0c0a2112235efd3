import assert from "node:assert/strict";
import { readFilter, readQueries, withQuery } from "../../../../src/runs/store/savedQueries.ts";

describe("saved queries, as written in the settings", () => {
  const cases: [title: string, written: unknown, read: unknown][] = [
    ["nothing", undefined, []],
    ["what is no list", { name: "a" }, []],
    ["a query", [{ name: "Bad", filter: { status: ["failed"] }, profile: "deck" }], [{ name: "Bad", filter: { status: ["failed"] }, profile: "deck" }]],
    ["a single value without its list", [{ name: "Bad", filter: { status: "failed", since: "week" } }], [{ name: "Bad", filter: { status: ["failed"], since: ["week"] } }]],
    ["what has no name", [{ filter: {} }, { name: " " }, "Bad", null, [1]], []],
    ["what filters nothing that we know", [{ name: "All", filter: { color: ["red"], status: [1, null, ""], result: {} } }], [{ name: "All", filter: {} }]],
    ["the first of two of one name", [{ name: "A", filter: { status: "failed" } }, { name: " A ", filter: {} }], [{ name: "A", filter: { status: ["failed"] } }]],
  ];
  for (const [title, written, read] of cases) it(title, () => assert.deepEqual(readQueries(written), read));

  it("read a filter from whatever it is", () => {
    assert.deepEqual([readFilter(null), readFilter([]), readFilter("failed")], [{}, {}, {}]);
  });

  it("take a query in the place of the one of its name, else at the end", () => {
    const [a, b] = [{ name: "a", filter: {} }, { name: "b", filter: {} }];
    const other = { name: "a", filter: { status: ["failed"] } };
    assert.deepEqual([withQuery([a, b], other), withQuery([b], other)], [[other, b], [b, other]]);
  });
});
