import assert from "node:assert/strict";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const test = (app: App, headers = {}) => app.send("GET", "/v2/test", undefined, headers);

/** How many of so many calls are answered. */
async function answered(app: App, calls: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: calls }, () => test(app)));
  return answers.filter(answer => answer.status === 200).length;
}

describe("The rate limit", () => {
  it("is 200 calls in any 10 seconds", async () => {
    using app = await openApp({ rateLimit: true });
    assert.equal(await answered(app, 150), 150);
    app.clock.advance(6000);
    assert.equal(await answered(app, 60), 50);
    app.clock.advance(3999);
    assert.equal(await answered(app, 1), 0);
    app.clock.advance(1);
    assert.equal(await answered(app, 151), 150);
  });

  it("has the documented error", async () => {
    using app = await openApp({ rateLimit: true });
    await answered(app, 200);
    const answer = await test(app);
    assert.equal(answer.status, 429);
    assert.deepEqual(ErrorBody.parse(await answer.json()).errors, [
      { type: "rate_limit", code: "rate_limit_exceeded", message: "Too many requests." },
    ]);
  });

  it("does not count calls without the key, nor those under /control", async () => {
    using app = await openApp({ rateLimit: true });
    for (let call = 0; call < 200; call += 1) {
      await test(app, { authorization: "Bearer wrong" });
      await app.send("POST", "/control/task-runs/trun_none/approve");
    }
    assert.equal(await answered(app, 1), 1);
  });

  it("can be switched off", async () => {
    using app = await openApp({ rateLimit: false });
    assert.equal(await answered(app, 300), 300);
  });
});
