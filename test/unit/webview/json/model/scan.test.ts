import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { stringAt, textOf } from "../../../../../src/webview/json/model/bytesText.ts";
import { none } from "../../../../../src/webview/json/model/jsonIndex.ts";
import { type Place, rootPlace } from "../../../../../src/webview/json/model/place.ts";
import { scan } from "../../../../../src/webview/json/model/scan.ts";
import { search } from "../../../../../src/webview/json/model/search.ts";
import { TreeModel } from "../../../../../src/webview/json/model/treeModel.ts";
import { walk } from "../../../../../src/webview/json/model/walk.ts";

/** The same texts each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const scalars = ["null", "true", "false", "0", "-1.5e+3", "12345678901234567890", '""', '"a\\"b\\\\"', '"é😀\\u00e9\\ud83d"', '"// [,]{}:"', '"\\u0065\\n\\/n"', '"\\\\u0065n\\\\\\n"', "[]", "{ }"];
const spaces = ["", " ", "\n\t", "\r\n  "];

function randomText(random: (below: number) => number, depth: number): string {
  const space = (): string => spaces[random(spaces.length)] ?? "";
  const kind = depth === 0 ? 0 : random(3);
  if (kind === 0) return space() + (scalars[random(scalars.length)] ?? "") + space();
  const parts = Array.from({ length: 1 + random(4) }, (_, index) => `${kind === 1 ? `${space()}"key${index}"${space()}:` : ""}${randomText(random, depth - 1)}`);
  return kind === 1 ? `${space()}{${parts.join()}}${space()}` : `${space()}[${parts.join()}]${space()}`;
}

function valueAt(model: TreeModel, place: Place): unknown {
  const { index } = model;
  const inner = model.containerAt(place);
  if (inner === none) return JSON.parse(textOf(index.bytes, model.valueStart(place), model.valueEnd(place)));
  const children = [...model.children(inner).starts].map((start, ordinal) => ({ start, value: valueAt(model, { container: inner, ordinal }) }));
  return index.isObject(inner) ? Object.fromEntries(children.map(({ start, value }) => [stringAt(index.bytes, start), value])) : children.map(({ value }) => value);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the index of a JSON text", () => {
  it("holds what JSON.parse finds, however the text is laid out", () => {
    const random = randomFrom(1);
    for (let round = 0; round < 500; round++) {
      const text = randomText(random, 4);
      assert.deepEqual(valueAt(new TreeModel(scan(bytesOf(text)), false), rootPlace), JSON.parse(text), text);
    }
  });

  it("refuses what JSON.parse refuses, and nothing else", () => {
    const random = randomFrom(2);
    for (let round = 0; round < 3000; round++) {
      const text = randomText(random, 3);
      const at = random(text.length + 1);
      const broken = text.slice(0, at) + ('[]{}:,"\\0-.eEtn x'[random(17)] ?? "") + text.slice(at + random(2));
      assert.equal(accepts(() => scan(bytesOf(broken))), accepts(() => JSON.parse(broken)), JSON.stringify(broken));
    }
  });

  it("walks from any row to the rows that follow it, whatever is open", () => {
    const random = randomFrom(3);
    for (let round = 0; round < 200; round++) {
      const model = new TreeModel(scan(bytesOf(randomText(random, 5))), round % 2 === 0);
      for (let container = 0; container < model.index.size; container++) if (random(2) === 1) model.open.set(container, true);
      const all = rowsFrom(model, 0);
      assert.equal(all.length, model.total);
      const from = random(model.total);
      assert.deepEqual(rowsFrom(model, from), all.slice(from));
    }
  });

  it("finds with a search of bytes what a comparison of every key and value finds", () => {
    const random = randomFrom(4);
    const texts = ["e", "KEY1", "é", "null", "12345", '"', "//", "\\", "key", "-1.5", "😀", "n", "u0065", "65", "\n", "/"];
    for (let round = 0; round < 400; round++) {
      const model = new TreeModel(scan(bytesOf(randomText(random, 4))), false);
      const query = { text: texts[random(texts.length)] ?? "", matchCase: random(2) === 1, whole: random(4) === 0, scope: (["all", "keys", "values"] as const)[random(3)] ?? "all" };
      const hits = search(model.index, query);
      const found = Array.from({ length: hits.count }, (_, hit) => hits.start(hit));
      model.open.setBelow(0, true, Number.POSITIVE_INFINITY);
      const wanted: number[] = [];
      if (model.index.size > 0) walk(model, 0, model.total, step => matches(model, step, query) && wanted.push(model.startOf(step)));
      else if (matches(model, rootPlace, query)) wanted.push(model.startOf(rootPlace));
      assert.deepEqual(found, wanted, `${JSON.stringify(query)} in ${textOf(model.index.bytes, 0, model.index.bytes.length)}`);
    }
  });
});

function accepts(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function rowsFrom(model: TreeModel, row: number): string[] {
  const rows: string[] = [];
  walk(model, row, model.total, step => rows.push(`${step.level} ${step.position}/${step.setSize} ${model.startOf(step)}`));
  return rows;
}

function matches(model: TreeModel, place: Place, query: { text: string; matchCase: boolean; whole: boolean; scope: string }): boolean {
  const { bytes } = model.index;
  const fold = (text: string): string => (query.matchCase ? text : text.toLowerCase());
  const fits = (text: string): boolean => (query.whole ? fold(text) === fold(query.text) : fold(text).includes(fold(query.text)));
  const [start, valueStart] = [model.startOf(place), model.valueStart(place)];
  const isKeyFit = start !== valueStart && query.scope !== "values" && fits(stringAt(bytes, start));
  const isLeaf = model.containerAt(place) === none;
  const value = bytes[valueStart] === 0x22 ? stringAt(bytes, valueStart) : textOf(bytes, valueStart, model.valueEnd(place));
  return isKeyFit || (isLeaf && query.scope !== "keys" && fits(value));
}
