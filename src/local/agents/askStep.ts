import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../api/schemas/wire.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { World } from "./agent.ts";
import { fillToText } from "./template.ts";

type Ask = Extract<ScenarioStep, { step: "ask" }>;

/** Asks again, with the other message, as long as an answer is wrong. */
export async function askUntilAccepted(step: Ask, world: World, values: Json): Promise<Readonly<Record<string, Json>>> {
  for (let message = step.message; ; message = step.retry_message ?? step.message) {
    const question = { type: step.type, message: fillToText(message, values), fields: step.fields };
    const answer = await world.ask(question, step.limit_ms);
    if (isAccepted(step, answer)) return answer;
  }
}

function isAccepted(step: Ask, answer: Readonly<Record<string, Json>>): boolean {
  return Object.entries(step.accept ?? {}).every(([name, right]) =>
    right.some(value => isDeepStrictEqual(value, answer[name]) || JSON.stringify(value) === answer[name]),
  );
}
