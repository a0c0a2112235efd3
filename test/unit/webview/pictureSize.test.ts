import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pictureSize } from "../../../src/webview/pictureSize.ts";
import { root } from "../../support/paths.ts";

const bytes = (...parts: (string | number[])[]): ArrayBuffer =>
  new Uint8Array(parts.flatMap(part => (typeof part === "string" ? Array.from(part, letter => letter.charCodeAt(0)) : part))).buffer;

describe("the size of a picture", () => {
  const files: [file: string, width: number, height: number][] = [
    ["media/demo/login.webp", 1024, 640],
    ["media/icon.png", 128, 128],
  ];
  for (const [file, width, height] of files) {
    it(`is read from ${file}`, async () => {
      const size = pictureSize(new Uint8Array(await readFile(join(root, file))).buffer);
      assert.deepEqual(size, { width, height });
    });
  }

  it("is read from a JPEG, whatever stands before its frame", async () => {
    const size = pictureSize(new Uint8Array(await readFile(join(root, "media/screenshot.jpg"))).buffer);
    assert.ok(size && size.width > 600 && size.height > 300);
  });

  const heads: [title: string, buffer: ArrayBuffer, size: object | undefined][] = [
    ["a PNG of 50,000 by 50,000", bytes([0x89], "PNG\r\n", [0x1a, 0x0a, 0, 0, 0, 13], "IHDR", [0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]), { width: 50_000, height: 50_000 }],
    ["a GIF", bytes("GIF89a", [10, 0, 20, 0]), { width: 10, height: 20 }],
    ["a page of a website", bytes("<html>not found</html>"), undefined],
    ["an SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), undefined],
    ["a PNG that was cut off", bytes([0x89], "PNG\r\n"), undefined],
    ["nothing", bytes(), undefined],
  ];
  for (const [title, buffer, size] of heads) {
    it(`is ${size ? "known" : "none"} for ${title}`, () => assert.deepEqual(pictureSize(buffer), size));
  }
});
