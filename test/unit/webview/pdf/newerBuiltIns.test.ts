import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";

describe("what pdf.js finds in browsers that do not have it yet", () => {
  const cases: [title: string, expression: string, value: unknown][] = [
    ["a value that a map has", "new Map([[1, 'a']]).getOrInsertComputed(1, () => 'b')", "a"],
    ["a value that a map takes over", "(map => [map.getOrInsertComputed(1, key => key + 1), map.get(1)].join())(new Map())", "2,2"],
    ["one that is there already", "new Map().getOrInsert(1, 'c')", "c"],
    ["one for an object", "(key => (map => map.getOrInsertComputed(key, () => 'd') + map.has(key))(new WeakMap()))({})", "dtrue"],
    ["bytes in hexadecimal", "Uint8Array.of(0, 171, 255).toHex()", "00abff"],
    ["bytes in base 64 and back", "Uint8Array.fromBase64(Uint8Array.of(1, 2, 250).toBase64()).join()", "1,2,250"],
    ["a sum", "Math.sumPrecise(new Set([1, 2.5]))", 3.5],
    ["a sum of nothing", "Math.sumPrecise([])", 0],
  ];
  const without = `for (const [of, names] of [[Map.prototype, ["getOrInsert", "getOrInsertComputed"]], [WeakMap.prototype, ["getOrInsert", "getOrInsertComputed"]],
    [Uint8Array.prototype, ["toHex", "toBase64"]], [Uint8Array, ["fromBase64"]], [Math, ["sumPrecise"]]]) for (const name of names) delete of[name];`;
  let script = "";
  before(async () => {
    const { outputFiles } = await build({ entryPoints: ["src/webview/pdf/newerBuiltIns.ts"], bundle: true, write: false, format: "iife" });
    script = outputFiles[0]?.text ?? "";
  });
  for (const [title, expression, value] of cases) {
    it(`is ${title}`, () => assert.deepEqual(runInNewContext(`${without}; ${script}; ${expression}`, { atob, btoa }), value));
  }

  it("is the browser's own where it has it", () => {
    assert.equal(runInNewContext(`Map.prototype.getOrInsert = () => "own"; ${script}; new Map().getOrInsert()`, { atob, btoa }), "own");
  });
});
