import assert from "node:assert/strict";
import { DrawnLines } from "../../../src/views/drawnLines.ts";

describe("the lines of a tree as they were drawn", () => {
  const lines = new DrawnLines<string>();
  lines.drew("in the label", { label: "1 min ago", description: "success" });
  lines.drew("behind it", { label: "Bills", description: "1m" });
  lines.drew("same", { label: "Bills" });
  lines.drew("gone", { label: "Bills", description: "1m" });

  it("are stale where either part reads otherwise by now", () => {
    const now: Readonly<Record<string, { label: string; description?: string }>> = {
      "in the label": { label: "2 min ago", description: "success" },
      "behind it": { label: "Bills", description: "2m" },
      same: { label: "Bills" },
    };
    assert.deepEqual(lines.stale(node => now[node]), ["in the label", "behind it"]);
  });
});
