import assert from "node:assert/strict";
import * as vscode from "vscode";
import { askPrompts } from "../../src/commands/askPrompts.ts";
import type { Scenario } from "../../src/local/scenario.ts";
import { eventually } from "./support/eventually.ts";
import { type Act, person, type Seen } from "./support/person.ts";
import { type SignedIn, signedIn } from "./support/signedIn.ts";
import { treeText } from "./support/treeText.ts";

const question: Scenario["steps"] = [
  { step: "ask", type: "mfa", message: "Enter the code we sent you.", fields: [{ name: "code", type: "string", label: "Code" }], accept: { code: ["123456"] }, retry_message: "That code was wrong. Try again." },
  { step: "complete", output: { used: "{{answers.code}}" }, result: "success" },
];

describe("driving runs", () => {
  let signed: SignedIn;
  before(async () => (signed = await signedIn()));
  after(() => signed.close());

  const line = async (wanted: RegExp): Promise<string> =>
    eventually(async () => {
      const text = await treeText(signed.view.tree);
      assert.match(text, wanted);
      return text;
    });
  const outputOf = async (id: string): Promise<unknown> => (await signed.app.connection.ensure()).client.runs.get(id).then(run => run.output);

  it("runs a task with typed input, and opens the run", async () => {
    const schema = {
      type: "object",
      required: ["city", "days"],
      properties: { city: { type: "string", title: "City" }, days: { type: "integer" }, brief: { type: "boolean" } },
    };
    await signed.deck.task("Weather", [{ step: "complete", output: { sent: "{{input.days}}", brief: "{{input.brief}}" }, result: "success" }], { input_schema: schema });

    const somebody = person({ pick: "Weather" }, { type: "Oslo" }, { type: "two" }, { type: "2" }, { pick: "Yes" });
    const id: unknown = await vscode.commands.executeCommand("deck.runs.start");
    somebody.done();

    assert.ok(somebody.seen.some(({ kind, text }) => kind === "problem" && text === "A whole number is wanted here."));
    await line(/Completed \| 1\n {2}Weather \| AGE · ID/);
    assert.deepEqual(await outputOf(String(id)), { sent: 2, brief: true });
    assert.ok(vscode.window.tabGroups.all.flatMap(group => group.tabs).some(tab => tab.label === `Weather · ${String(id).slice(-4)}`));
  });

  it("answers a question, and asks again when the answer was wrong", async () => {
    const id = await signed.deck.run(await signed.deck.task("Sign in", question));
    await line(/Needs you \| 1\n {2}Sign in \| AGE · Enter the code we sent you\./);

    const wrong = person({ type: "000000" });
    await vscode.commands.executeCommand("deck.runs.answer", { id });
    wrong.done();
    await line(/Sign in \| AGE · That code was wrong\. Try again\./);

    const right = person({ type: "123456" });
    await vscode.commands.executeCommand("deck.runs.answer", { id });
    right.done();
    await line(/Completed \| \d+(?:\n {2}.*)*\n {2}Sign in \| AGE · ID/);
    assert.deepEqual(await outputOf(id), { used: "123456" });
  });

  it("masks an answer that looks secret", async () => {
    const id = await signed.deck.run(
      await signed.deck.task("Recall", [
        { step: "ask", type: "security_question", message: "What was your first pet called?", fields: [{ name: "answer", label: "Answer" }] },
        { step: "complete", result: "success" },
      ]),
    );
    await line(/What was your first pet called\?/);
    const somebody = person({ type: "Rex" });
    await vscode.commands.executeCommand("deck.runs.answer", { id });
    somebody.done();
    assert.equal(somebody.seen[0]?.isMasked, true);
  });

  const asks = async (name: string, ask: Pick<Extract<Scenario["steps"][number], { step: "ask" }>, "type" | "fields">): Promise<string> => {
    const id = await signed.deck.run(await signed.deck.task(name, [{ step: "ask", message: `What of ${name}?`, ...ask }, { step: "complete", output: "{{answers}}", result: "success" }]));
    await line(new RegExp(`What of ${name}\\?`));
    return id;
  };
  const answered = async (id: string, ...acts: Act[]): Promise<readonly Seen[]> => {
    const somebody = person(...acts);
    await vscode.commands.executeCommand("deck.runs.answer", { id });
    somebody.done();
    await eventually(async () => assert.equal((await signed.deck.get(`/task-runs/${id}`))["status"], "completed"));
    return somebody.seen;
  };

  it("lets the account be picked that is asked for, by its label", async () => {
    const options = [{ value: "acc_1", label: "Checking" }, { value: "acc_2", label: "Savings" }];
    const id = await asks("Accounts", { type: "account_selection", fields: [{ name: "account_id", label: "Account", options }] });
    const seen = await answered(id, { pick: "Savings" });
    assert.deepEqual(seen.map(({ kind, text }) => `${kind}: ${text}`), ["pick: Answer: Accounts: Account: What of Accounts?"]);
    assert.deepEqual(await outputOf(id), { account_id: "acc_2" });
  });

  it("takes the account as text where no options were sent", async () => {
    const id = await asks("Others", { type: "account_selection", fields: [{ name: "account_id", label: "Account" }] });
    assert.deepEqual((await answered(id, { type: "12-34" })).map(({ kind, isMasked }) => [kind, isMasked]), [["input", false]]);
    assert.deepEqual(await outputOf(id), { account_id: "12-34" });
  });

  it("asks for all that a question wants, one after the other, whatever the fields are called and their type is", async () => {
    const fields = [{ name: "toString", label: "First", type: "string" }, { name: "constructor", label: "Second", type: "riddle" }];
    const id = await asks("Riddles", { type: "riddle", fields });
    assert.equal((await answered(id, { type: "one" }, { type: "two" })).length, 2);
    assert.deepEqual(await outputOf(id), { toString: "one", constructor: "two" });
  });

  it("keeps the answer to a field that is called like what every object has", async () => {
    const somebody = person({ type: "one" });
    const texts = await askPrompts("Answer", [{ name: "__proto__", label: "Odd", isSecret: false, isRequired: true }]);
    somebody.done();
    assert.equal(JSON.stringify(texts), '{"__proto__":"one"}');
  });

  it("cancels a run that goes on, once the person has agreed", async () => {
    const id = await signed.deck.run(await signed.deck.task("Endless", [{ step: "hang" }]));
    await line(/Running \| 1\n {2}Endless/);

    const hesitant = person("leave");
    await vscode.commands.executeCommand("deck.runs.cancel", { id });
    hesitant.done();
    assert.match(await treeText(signed.view.tree), /Running \| 1\n {2}Endless/);

    const determined = person({ press: "Cancel Run" });
    await vscode.commands.executeCommand("deck.runs.cancel", { id });
    determined.done();
    await line(/Canceled \| 1\n {2}Endless \| AGE · ID/);
  });

  it("says why a finished run cannot be canceled, and asks nothing", async () => {
    const id = await signed.deck.run(await signed.deck.task("Brief", [{ step: "complete", result: "success" }]));
    await line(/Completed \| \d+(?:\n {2}.*)*\n {2}Brief \| AGE · ID/);
    const somebody = person();
    await vscode.commands.executeCommand("deck.runs.cancel", { id });
    somebody.done();
    assert.deepEqual(somebody.seen.map(({ text }) => text), ["This run is completed; only queued and running runs can be canceled."]);
  });

  it("says why a run could not be canceled that was quicker", async () => {
    const id = await signed.deck.run(await signed.deck.task("Quick", [{ step: "hang" }]));
    await line(/Running \| \d\n {2}Quick/);
    await signed.deck.fault({ method: "POST", path: `/v2/task-runs/${id}/cancel`, status: 409 });
    const somebody = person({ press: "Cancel Run" });
    await vscode.commands.executeCommand("deck.runs.cancel", { id });
    somebody.done();
    assert.match(somebody.seen.at(-1)?.text ?? "", /^Deck refused to cancel this run just now, though it is queued or running\./);
  });

  it("asks again, with what was typed, for the field that the service did not accept", async () => {
    const schema = {
      type: "object",
      required: ["why", "when"],
      properties: { why: { type: "string" }, when: { type: "string" } },
      // Of both together, which no single box can know.
      allOf: [{ properties: { when: { minLength: 10 } } }],
    };
    await signed.deck.task("Picky", [{ step: "complete", output: "{{input.why}}" }], { input_schema: schema });
    const somebody = person({ pick: "Picky" }, { type: "because" }, { type: "soon" }, { type: "in ten days" });
    const id: unknown = await vscode.commands.executeCommand("deck.runs.start");
    somebody.done();
    assert.match(somebody.seen.find(({ kind }) => kind === "problem")?.text ?? "", /^Deck did not accept the values: .*when.*10 characters/);
    await line(/Completed \| \d+(?:\n {2}.*)*\n {2}Picky \| AGE · ID/);
    assert.equal(await outputOf(String(id)), "because");
  });

  it("copies the id of a run", async () => {
    const id = await signed.deck.run(await signed.deck.task("Copied", [{ step: "complete" }]));
    await vscode.commands.executeCommand("deck.runs.copyId", { id });
    assert.equal(await vscode.env.clipboard.readText(), id);
  });
});
