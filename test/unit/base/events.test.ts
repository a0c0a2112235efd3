import assert from "node:assert/strict";
import { Emitter } from "../../../src/base/events.ts";

function setup() {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  const listen = (name: string) => emitter.event(value => heard.push(`${name}${value}`));
  return { emitter, heard, listen };
}

describe("Emitter", () => {
  it("tells every listener, in the order in which they came", () => {
    const { emitter, heard, listen } = setup();
    listen("a");
    listen("b");
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, ["a1", "b1", "a2", "b2"]);
  });

  it("stops telling a listener that was disposed, and no other", () => {
    const { emitter, heard, listen } = setup();
    const first = listen("a");
    listen("b");
    first.dispose();
    first.dispose();
    emitter.fire(1);
    assert.deepEqual(heard, ["b1"]);
  });

  it("lets one function listen twice and stop once", () => {
    const { emitter } = setup();
    let calls = 0;
    const count = (): void => void calls++;
    const once = emitter.event(count);
    emitter.event(count);
    once.dispose();
    emitter.fire(1);
    assert.equal(calls, 1);
  });

  it("tells nothing to a listener removed while it fires, and one added then only the next time", () => {
    const { emitter, heard, listen } = setup();
    const first = emitter.event(() => {
      second.dispose();
      listen("late");
      first.dispose();
    });
    const second = listen("b");
    emitter.fire(1);
    assert.deepEqual(heard, []);
    emitter.fire(2);
    assert.deepEqual(heard, ["late2"]);
  });

  it("tells nobody once it is disposed", () => {
    const { emitter, heard, listen } = setup();
    listen("a");
    emitter.dispose();
    emitter.fire(1);
    assert.deepEqual(heard, []);
  });
});
