import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { withJsonView } from "./withJsonView.ts";

const bill = JSON.stringify({
  account: { id: "acc_1", holder: "Zoë Müller", balance: -0.5 },
  bills: [
    { number: "A-1", due: "2026-11-20", total: 12.5, paid: true },
    { number: "A-2", due: "2026-12-20", total: 99, paid: false },
  ],
  note: null,
});

describe("the JSON tree", function () {
  this.timeout(30_000);
  const { open } = withJsonView();

  it("shows a small text whole", async () => {
    const view = await open();
    await view.show(bill);
    await view.page.screenshot({ path: "/tmp/w/json1.png" });
    assert.deepEqual(await view.rows(), []);
  });
});
