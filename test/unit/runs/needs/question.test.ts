import assert from "node:assert/strict";
import type { Interaction } from "../../../../src/api/schemas/interaction.ts";
import { codeIn, promptSentence, promptsOf } from "../../../../src/runs/needs/question.ts";

describe("promptsOf", () => {
  const message = "Please prove it.";
  const cases: [title: string, asked: Interaction, prompts: object[]][] = [
    [
      "asks for a code, in sight",
      { type: "mfa", message, fields: [{ name: "code", type: "string", label: "Code" }] },
      [{ name: "code", label: "Code", help: message, isSecret: false, isCode: true, isRequired: true }],
    ],
    [
      "asks for the answer to a security question, masked",
      { type: "security_question", message, fields: [{ name: "answer", type: "string", label: "Your first pet" }] },
      [{ name: "answer", label: "Your first pet", help: message, isSecret: true, isRequired: true }],
    ],
    [
      "lets an account be picked, by value where it has no label",
      { type: "account_selection", message, fields: [{ name: "account_id", options: [{ value: "1", label: "Home" }, { value: "2" }, { value: "3", label: null }] }] },
      [
        {
          name: "account_id",
          label: "Account ID",
          help: message,
          isSecret: false,
          isRequired: true,
          choices: [
            { value: "1", label: "Home" },
            { value: "2", label: "2" },
            { value: "3", label: "3" },
          ],
        },
      ],
    ],
    [
      "asks for an account where no options are named",
      { type: "account_selection", fields: [{ name: "account_id", label: "Account", options: [] }] },
      [{ name: "account_id", label: "Account", isSecret: false, isRequired: true }],
    ],
    [
      "asks for every field, of a type that we do not know",
      { type: "retina_scan", message: null, fields: [{ name: "left" }, { name: "right", label: null, options: null }] },
      [
        { name: "left", label: "Left", isSecret: false, isRequired: true },
        { name: "right", label: "Right", isSecret: false, isRequired: true },
      ],
    ],
    [
      "lets a yes or a no be picked",
      { type: "consent", fields: [{ name: "agree", type: "boolean", label: "I agree" }] },
      [{ name: "agree", label: "I agree", isSecret: false, isRequired: true, choices: [{ value: "true", label: "Yes" }, { value: "false", label: "No" }] }],
    ],
  ];
  for (const [title, asked, prompts] of cases) it(title, () => assert.deepEqual(promptsOf(asked), prompts));

  const names: [type: string, name: string][] = [
    ["mfa", "code"],
    ["security_question", "answer"],
    ["account_selection", "account_id"],
    ["retina_scan", "answer"],
    ["constructor", "answer"],
  ];
  for (const [type, name] of names) {
    it(`asks for "${name}" where ${type} has no fields`, () => {
      assert.deepEqual(promptsOf({ type, fields: [] }).map(prompt => prompt.name), [name]);
    });
  }
});

describe("what is typed into a prompt", () => {
  const secret: [name: string, type?: string, label?: string][] = [
    ["password"],
    ["new_password"],
    ["passphrase"],
    ["passcode"],
    ["pin"],
    ["user_pin"],
    ["pin_code"],
    ["client_secret"],
    ["ssn"],
    ["ssn_last4"],
    ["answer_1"],
    ["value", "password"],
    ["value", "secret"],
    ["value", "string", "Your PIN"],
    ["value", "string", "Password for the portal"],
    ["value", "string", "Secret word"],
  ];
  const open: typeof secret = [["code"], ["otp"], ["account_id"], ["username"], ["shipping"], ["spinner"], ["business_name"], ["businessname"], ["passport_number"], ["value", "string", "Opinion"]];
  const isMasked = ([name, type = "string", label]: (typeof secret)[number]) =>
    promptsOf({ type: "other", fields: [{ name, type, label }] }).map(prompt => prompt.isSecret);

  it("is masked for each typed answer to a security question, whatever its field is called", () => {
    const fields = [{ name: "q1", label: "Your first school?" }, { name: "keep", type: "boolean" }];
    assert.deepEqual(promptsOf({ type: "security_question", fields }).map(prompt => prompt.isSecret), [true, false]);
  });
  for (const field of secret) it(`is masked for ${field.join(", ")}`, () => assert.deepEqual(isMasked(field), [true]));
  for (const field of open) it(`is in sight for ${field.join(", ")}`, () => assert.deepEqual(isMasked(field), [false]));
});

describe("a one-time code", () => {
  const codes = (fields: Interaction["fields"]) => promptsOf({ type: "mfa", fields }).filter(({ isCode }) => isCode).map(({ name }) => name);

  it("is what the only field takes, whatever it is called", () => assert.deepEqual(codes([{ name: "value" }]), ["value"]));
  it("is told from what is asked beside it", () => assert.deepEqual(codes([{ name: "device" }, { name: "value", label: "6-digit PIN" }]), ["value"]));
  it("is read from the clipboard without its blanks", () => assert.equal(codeIn(" 123 456\n"), "123456"));
  it("is not found in what is no code", () => assert.equal(codeIn("https://example.test/a-long-address"), undefined));
});

describe("promptSentence", () => {
  const cases: [title: string, label: string, isRequired: boolean, help: string | undefined, sentence: string][] = [
    ["says the help after the name", "Code", true, "It was sent to you.", "Code: It was sent to you."],
    ["puts nothing behind a question", "Your first school?", true, "Answer this.", "Your first school? Answer this."],
    ["says what may be left out", "City", false, "Of the invoice.", "City (optional): Of the invoice."],
    ["is the name where nothing else is said", "City", true, undefined, "City"],
  ];
  for (const [title, label, isRequired, help, sentence] of cases) {
    it(title, () => assert.equal(promptSentence({ name: "x", label, isRequired, isSecret: false, ...(help ? { help } : {}) }), sentence));
  }
});
