import assert from "node:assert/strict";
import { Zoom } from "../../../src/webview/zoom.ts";

const stage = { width: 800, height: 500 };

describe("the zoom of a picture", () => {
  it("keeps the point under the pointer where it is", () => {
    const zoom = new Zoom();
    zoom.magnify(2, 100, 50);
    assert.equal(zoom.transform, "translate(-100px, -50px) scale(2)");
  });

  it("goes up to eight times and never below the whole picture", () => {
    const zoom = new Zoom();
    zoom.magnify(100);
    assert.equal(zoom.percent, 800);
    zoom.magnify(0.001);
    assert.deepEqual([zoom.percent, zoom.transform], [100, "none"]);
  });

  it("pans no farther than the picture reaches", () => {
    const zoom = new Zoom();
    zoom.magnify(2);
    zoom.pan(10_000, -10_000, stage);
    assert.equal(zoom.transform, "translate(400px, -250px) scale(2)");
  });
});
