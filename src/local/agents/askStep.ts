import type { Json } from "../../api/schemas/wire.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { World } from "./agent.ts";
import { matches } from "./matches.ts";
import { fillToText } from "./template.ts";

type Ask = Extract<ScenarioStep, { step: "ask" }>;

/** Asks again, with the other message, as long as an answer is wrong. */
export async function askUntilAccepted(step: Ask, world: World, values: Json): Promise<Readonly<Record<string, Json>>> {
  const fields = step.fields.map(field => filledField(field, values));
  for (let message = step.message; ; message = step.retry_message ?? step.message) {
    const answer = await world.ask({ type: step.type, message: fillToText(message, values), fields }, step.limit_ms);
    if (isAccepted(step, answer, values)) return answer;
  }
}

function isAccepted(step: Ask, answer: Readonly<Record<string, Json>>, values: Json): boolean {
  return Object.entries(step.accept ?? {}).every(([name, right]) => matches(right, answer[name], values));
}

function filledField(field: Ask["fields"][number], values: Json): Ask["fields"][number] {
  const { label, options } = field;
  return {
    ...field,
    ...(label !== undefined && { label: fillToText(label, values) }),
    ...(options && { options: options.map(option => filledOption(option, values)) }),
  };
}

function filledOption({ value, label }: { value: string; label?: string | undefined }, values: Json) {
  return { value: fillToText(value, values), ...(label !== undefined && { label: fillToText(label, values) }) };
}
