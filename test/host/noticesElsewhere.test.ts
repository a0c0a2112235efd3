import assert from "node:assert/strict";
import { eventually } from "./support/eventually.ts";
import { tellOfRuns } from "./support/noticeSettings.ts";
import { person } from "./support/person.ts";
import { treeText } from "./support/treeText.ts";
import { goTo, type TwoProfiles, twoProfiles } from "./support/twoProfiles.ts";

const ask = { step: "ask" as const, type: "mfa", message: "Enter the code.", fields: [{ name: "code", label: "Code" }] };
const done = { step: "complete" as const, output: "{{answers.code}}", result: "success" as const };

describe("a notification that is answered when the window shows another profile", function () {
  this.timeout(120_000);
  let given: TwoProfiles;
  before(async () => {
    await tellOfRuns(true);
    given = await twoProfiles();
  });
  after(async () => {
    await given.close();
    await tellOfRuns(false);
  });

  it("says whose it is, and leads to the answer at the right server", async () => {
    const { acme, beta, view } = given;
    await goTo("acme");
    // What comes after that is news.
    await (await given.app.connection.ensure()).feed.refresh();
    const pressed = Promise.withResolvers<void>();
    const somebody = person({ press: "Answer", after: pressed.promise }, { press: "Switch to Acme" }, { type: "123456" });
    const id = await acme.run(await acme.task("Sign in", [ask, done]));
    await eventually(() => assert.ok(somebody.seen.some(({ text }) => text === '"Sign in" asks: Enter the code.')));
    await goTo("beta");
    await beta.run(await beta.task("Of Beta", [{ step: "hang" }]));
    await eventually(async () => assert.match(await treeText(view.tree), /Of Beta/));
    pressed.resolve();
    await eventually(async () => assert.equal((await acme.get(`/task-runs/${id}`))["output"], "123456"));
    somebody.done();
    assert.ok(somebody.seen.some(({ text }) => text === "This belongs to the profile Acme, which this window does not show now."));
    assert.equal(given.app.connection.session?.profile.id, "acme");
  });
});
