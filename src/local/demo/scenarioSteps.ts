import type { ScenarioStep } from "../scenario.ts";

/** Short words for the steps that every scenario of the demo is made of. */

export function pause(seconds: number): ScenarioStep {
  return { step: "wait", ms: seconds * 1000 };
}

/** A picture of `media/demo`, with what the agent thinks of it. */
export function look(picture: string, reasoning: string): ScenarioStep {
  return { step: "screenshot", file: `${picture}.webp`, reasoning };
}

export const signIn: ScenarioStep[] = [
  pause(3),
  look("login", "The sign-in page is open. I filled in the user name and the password from the vault and press Sign in."),
  pause(4),
];

/** People may look at the demo a day later and still answer. */
export const answerLimitMs = 24 * 3_600_000;
export const patientTimeoutSeconds = 7 * 24 * 3600;
