import assert from "node:assert/strict";
import { previewOf } from "../../../src/panels/filePreview.ts";

describe("the preview of a file", () => {
  const cases: [name: string, type: string, preview: string | undefined][] = [
    ["a.png", "image/png", "image"],
    ["a.svg", "image/svg+xml", "text"],
    ["a.csv", "text/csv; charset=utf-8", "table"],
    ["a.csv", "text/plain", "table"],
    ["a.csv", "application/octet-stream", "table"],
    ["a", "application/json", "json"],
    ["a", "application/problem+json", "json"],
    ["a.json", "", "json"],
    ["a.txt", "text/plain", "text"],
    ["a.html", "text/html", "text"],
    ["a.pdf", "application/pdf", "pdf"],
    ["a.pdf", "application/octet-stream", "pdf"],
    ["a.bin", "application/octet-stream", undefined],
    ["a.json.exe", "application/octet-stream", undefined],
  ];
  for (const [file_name, file_type, preview] of cases) {
    it(`of ${file_name} as "${file_type}" is ${preview ?? "none"}`, () => assert.equal(previewOf({ file_name, file_type, file_size: 10 }), preview));
  }

  it("is none for what is large", () => {
    assert.equal(previewOf({ file_name: "a.csv", file_type: "text/csv", file_size: 5_000_001 }), undefined);
    assert.equal(previewOf({ file_name: "a.png", file_type: "image/png", file_size: 5_000_001 }), "image");
    assert.equal(previewOf({ file_name: "a.pdf", file_type: "application/pdf", file_size: 30_000_001 }), undefined);
  });
});
