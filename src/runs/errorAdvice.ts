import type { DeckError } from "../api/schemas/error.ts";

/** Who has to do something: Deck, the website, or we. Only Deck's count as failures in its success rate. */
export type ErrorGroup = "Deck error" | "Source error" | "Request error" | "Unknown error";

export interface ErrorAdvice {
  readonly group: ErrorGroup;
  readonly meaning: string;
  readonly remedy: string;
  readonly retry: Retry;
}

/** Whether the same run, started again as it is, can go better. */
export type Retry = "can help" | "may help" | "does not help";

type Words = readonly [meaning: string, remedy: string, retry: Retry];

const groups: Readonly<Record<string, ErrorGroup>> = {
  api: "Deck error",
  session: "Deck error",
  connection: "Deck error",
  task: "Deck error",
  storage: "Deck error",
  source: "Source error",
  request: "Request error",
  auth: "Request error",
  interaction: "Request error",
  idempotency: "Request error",
  rate_limit: "Request error",
  organization: "Request error",
};

/** By `type/code` where a code means something else in another type, else by code alone. */
const byCode: Readonly<Record<string, Words>> = {
  api_error: ["Deck's platform failed.", "Run it again; if it stays so, tell Deck's support the request id.", "can help"],
  "api/timeout": ["Deck's platform did not answer in time.", "Run it again in a while.", "can help"],
  "session/timeout": ["The agent's session could not start in time.", "Run it again; many runs at once make this likelier.", "can help"],
  "connection/timeout": ["The agent's session could not start in time.", "Run it again; many runs at once make this likelier.", "can help"],
  "task/timeout": ["The task took longer than it is allowed to.", "See at the last screenshots where it stuck; give it more time in the task's settings, or a narrower prompt.", "may help"],
  endpoint_deprecated: ["The call is about to be removed from Deck's API.", "Update this extension or your integration.", "does not help"],
  agent_failed: ["The agent could not carry out the task.", "See at the last screenshots what was in its way, and make the prompt clearer there.", "may help"],
  idempotency_error: ["The same idempotency key was sent with other parameters.", "Send it with a key of its own.", "does not help"],
  idempotency_key_error: ["The idempotency key is longer than 256 characters.", "Send a shorter key.", "does not help"],
  rate_limit_exceeded: ["More calls than the 200 in ten seconds that an organization may make.", "Wait some seconds; spread bulk work.", "can help"],
  session_limit_exceeded: ["As many sessions as your plan allows are open.", "End sessions that are idle, or wait until a run ends.", "can help"],
  source_error: ["The website failed.", "Look whether it works in a browser; run it again later.", "can help"],
  source_invalid: ["The source id is not valid.", "Choose another source.", "does not help"],
  source_not_found: ["There is no such source (any more).", "Choose another source, or create it anew.", "does not help"],
  source_not_available: ["The website is down or cannot be reached.", "Run it again later.", "can help"],
  source_blocked: ["The website is on Deck's list of those it does not visit.", "Ask Deck's support; another run ends the same way.", "does not help"],
  blocked: ["The website's protection against robots stopped the agent. That differs from run to run.", "Run it again, perhaps at another time of day.", "may help"],
  auth_invalid: ["The website refused user name or password.", "Correct the credential, then run it again. Repeated tries with a wrong password can lock the account.", "does not help"],
  interaction_timeout: ["Nobody answered the question in time.", "Run it again and answer sooner; how long there is depends on the website.", "can help"],
  mfa_timeout: ["Nobody entered the code in time.", "Run it again and answer sooner; how long there is depends on the website.", "can help"],
  input_missing: ["A required field of the input is empty.", "Run it again with that field filled in.", "does not help"],
  input_invalid: ["The input does not match the task's input schema.", "Run it again with the field corrected.", "does not help"],
  api_key_invalid: ["The API key is not accepted.", "Enter another key.", "does not help"],
};

const byType: Readonly<Record<string, Words>> = {
  api: ["Deck's platform failed.", "Run it again; if it stays so, tell Deck's support the request id.", "can help"],
  session: ["The agent's session could not be established.", "Run it again.", "can help"],
  connection: ["The agent's session could not be established.", "Run it again.", "can help"],
  task: ["The task could not be carried out.", "See at the last screenshots what was in the way.", "may help"],
  storage: ["A file could not be stored, or nothing could be read from it.", "Run it again; the other results of the run are not touched by it.", "may help"],
  source: ["The website failed or is not available.", "Look whether it works in a browser; run it again later.", "can help"],
  request: ["Something in the request was wrong or missing.", "Correct it and run the task again.", "does not help"],
  auth: ["The credential, or the way of signing in, was not accepted.", "Check the credential, then run it again.", "does not help"],
  interaction: ["The answer of a person was missing or came too late.", "Run it again and answer in time.", "can help"],
  idempotency: ["The idempotency key was not accepted.", "Send it with a key of its own.", "does not help"],
  rate_limit: ["Too many requests or sessions at once.", "Wait a little, then run it again.", "can help"],
  organization: ["Your plan, billing or entitlement does not allow this.", "Ask an administrator of your organization in Deck's Console.", "does not help"],
};

const unknown: Words = ["Deck does not document this error.", "Read its message, and see at the last screenshots what happened.", "may help"];

/** What an error means and what a person can do about it. */
export function adviceOn({ type, code }: Pick<DeckError, "type" | "code">): ErrorAdvice {
  const [meaning, remedy, retry] = own(byCode, `${type}/${code}`) ?? own(byCode, code) ?? notFound(code) ?? own(byType, type) ?? unknown;
  return { group: own(groups, type) ?? "Unknown error", meaning, remedy, retry };
}

function notFound(code: string): Words | undefined {
  const resource = /^(\w+)_not_found$/.exec(code)?.[1];
  return resource ? [`There is no such ${resource.replaceAll("_", " ")} (any more).`, "Choose another one.", "does not help"] : undefined;
}

/** Types and codes come from outside: "constructor" is none of ours. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
