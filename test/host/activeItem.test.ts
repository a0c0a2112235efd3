import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Scenario } from "../../src/local/scenario.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { signedIn } from "./support/signedIn.ts";

const going: Scenario["steps"] = [{ step: "wait", ms: 3_600_000 }];
const asking: Scenario["steps"] = [{ step: "ask", type: "mfa", message: "Enter the code", fields: [{ name: "code" }] }, { step: "complete", result: "success" }];

describe("the runs in the status bar", () => {
  it("are hidden while nothing goes on, spin with what does, and warn when a person is needed", async () => {
    const signed = await signedIn();
    const { deck, active } = signed;
    await eventually(() => assert.equal(active.shown(), undefined));
    const run = await deck.run(await deck.task("Waits long", going));
    await eventually(() =>
      assert.deepEqual(active.shown(), { text: "$(sync~spin) 1", tooltip: "1 run in progress (Deck)\n• 1 running\nClick to list them", isWarning: false }),
    );
    await deck.run(await deck.task("Asks", asking));
    await eventually(() =>
      assert.deepEqual(active.shown(), {
        text: "$(sync~spin) 1 $(bell-dot) 1",
        tooltip: "1 run needs you, 1 run in progress (Deck)\n• 1 interaction required\n• 1 running\nClick to list them",
        isWarning: true,
      }),
    );
    await deck.post(`/task-runs/${run}/cancel`, {});
    await eventually(() => assert.equal(active.shown()?.text, "$(bell-dot) 1"));
    await signed.close();
  });

  it("stand still while the server cannot be asked how they are", async () => {
    const signed = await signedIn();
    const { deck, active, app } = signed;
    await deck.run(await deck.task("Waits long", going));
    await eventually(() => assert.match(active.shown()?.tooltip ?? "", /1 running/));
    await deck.stop();
    void app.connection.session?.feed.refresh();
    await eventually(() =>
      assert.deepEqual(active.shown(), {
        text: "$(sync-ignored) 1",
        tooltip: "1 run in progress (Deck)\nAs last known: the view of the runs says why\n• 1 running\nClick to list them",
        isWarning: false,
      }),
    );
    await signed.close();
  });

  it("are listed by a click, what needs a person first; choosing one opens it", async () => {
    const signed = await signedIn();
    const { deck, active } = signed;
    await deck.run(await deck.task("Waits long", going));
    await deck.run(await deck.task("Asks", asking));
    await eventually(() => assert.equal(active.shown()?.text, "$(sync~spin) 1 $(bell-dot) 1"));
    const somebody = person({ pick: "Asks" });
    await vscode.commands.executeCommand("deck.runs.pickActive");
    await eventually(() => assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "", /^Asks/));
    assert.deepEqual(somebody.seen, [{ kind: "pick", text: "Active Runs: Deck: Pick a run to open it; the buttons answer and cancel" }]);
    somebody.done();
    await signed.close();
  });

  it("are answered and canceled from the list", async () => {
    const signed = await signedIn();
    const { deck, active } = signed;
    await deck.run(await deck.task("Waits long", going));
    await deck.run(await deck.task("Asks", asking));
    await eventually(() => assert.equal(active.shown()?.text, "$(sync~spin) 1 $(bell-dot) 1"));
    const answering = person({ pick: "Asks", button: "Answer" }, { type: "123456" });
    await vscode.commands.executeCommand("deck.runs.pickActive");
    await eventually(() => assert.equal(active.shown()?.text, "$(sync~spin) 1"));
    answering.done();
    const canceling = person({ pick: "Waits long", button: "Cancel Run..." }, { press: "Cancel Run" });
    await vscode.commands.executeCommand("deck.runs.pickActive");
    await eventually(() => assert.equal(active.shown(), undefined));
    canceling.done();
    await signed.close();
  });
});
