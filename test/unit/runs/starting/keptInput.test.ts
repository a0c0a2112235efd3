import assert from "node:assert/strict";
import { keptText } from "../../../../src/runs/starting/keptInput.ts";

describe("the text of an input that is kept", () => {
  const cases: [title: string, text: string, kept: ReturnType<typeof keptText>][] = [
    ["is as it was written where nothing is secret", '{"city":\n"Oslo"}', { text: '{"city":\n"Oslo"}', cut: [] }],
    ["has no value of a secret member, at any depth", '{"login":{"password":"hush"},"city":"Oslo"}', { text: '{\n  "login": {\n    "password": ""\n  },\n  "city": "Oslo"\n}\n', cut: ["password"] }],
    ["has no value that the schema keeps secret", '{"word":"hush"}', { text: '{\n  "word": ""\n}\n', cut: ["word"] }],
    ["has no value that was vaulted in earlier runs", '{"card":"4111"}', { text: '{\n  "card": ""\n}\n', cut: ["card"] }],
    ["names no secret that is empty", '{"password":""}', { text: '{"password":""}', cut: [] }],
    ["may be no JSON yet", '{"city": "Os', { text: '{"city": "Os', cut: [] }],
    ["is none where a secret may stand in what is no JSON", '{"card": "41', undefined],
  ];
  for (const [title, text, kept] of cases) {
    it(title, () => {
      const schema = text.includes("word\"") && !text.includes("password") ? { properties: { word: { writeOnly: true } } } : {};
      assert.deepEqual(keptText(text, schema, ["card"]), kept);
    });
  }
});
