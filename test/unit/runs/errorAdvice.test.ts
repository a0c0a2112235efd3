import assert from "node:assert/strict";
import { adviceOn } from "../../../src/runs/errorAdvice.ts";

describe("the advice on an error", () => {
  const cases: [type: string, code: string, group: string, meaning: RegExp, retry: string][] = [
    ["task", "timeout", "Deck error", /longer than it is allowed/, "may help"],
    ["session", "timeout", "Deck error", /could not start in time/, "can help"],
    ["api", "timeout", "Deck error", /did not answer in time/, "can help"],
    ["source", "blocked", "Source error", /protection against robots/, "may help"],
    ["connection", "blocked", "Deck error", /protection against robots/, "may help"],
    ["auth", "auth_invalid", "Request error", /refused user name or password/, "does not help"],
    ["interaction", "mfa_timeout", "Request error", /Nobody entered the code/, "can help"],
    ["request", "event_destination_not_found", "Request error", /no such event destination/, "does not help"],
    ["organization", "something_new", "Request error", /plan, billing/, "does not help"],
    ["unheard_of", "unheard_of", "Unknown error", /does not document/, "may help"],
    ["constructor", "__proto__", "Unknown error", /does not document/, "may help"],
  ];
  for (const [type, code, group, meaning, retry] of cases) {
    it(`knows ${type}/${code}`, () => {
      const advice = adviceOn({ type, code });
      assert.deepEqual([advice.group, advice.retry], [group, retry]);
      assert.match(advice.meaning, meaning);
      assert.notEqual(advice.remedy, "");
    });
  }
});
