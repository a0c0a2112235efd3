import type { Json } from "../../api/schemas/wire.ts";
import { fill, fillToText } from "../agents/template.ts";
import type { ScenarioStep } from "../scenario.ts";
import type { DemoFile, DemoScreenshot, DemoTask, FinishedDemoRun } from "./demoShape.ts";

type Values = { input: { readonly [name: string]: Json }; answers?: { readonly [name: string]: Json } };
type Outcome = Pick<FinishedDemoRun, "output" | "screenshots" | "files">;

/** What a run leaves behind that went through the task's scenario to its end. */
export function playedOut(task: DemoTask, { input, answers = {} }: Values): Outcome {
  const values: Json = { input: { ...input }, answers: { ...answers } };
  const { steps } = task.scenario;
  const end = steps.find(step => step.step === "complete");
  return {
    output: fill(end?.output ?? null, values),
    screenshots: steps.flatMap(step => screenshotOf(step, values)),
    files: steps.flatMap(fileOf),
  };
}

/** The steps before the first of that kind: what a live run has behind it when it stands there. */
export function stepsBefore(task: DemoTask, kind: ScenarioStep["step"]): number {
  return task.scenario.steps.findIndex(step => step.step === kind);
}

function screenshotOf(step: ScenarioStep, values: Json): DemoScreenshot[] {
  if (step.step !== "screenshot" || step.file === undefined) return [];
  return [seen(step.file, fillToText(step.reasoning ?? "", values))];
}

function fileOf(step: ScenarioStep): DemoFile[] {
  if (step.step !== "store" || step.file === undefined) return [];
  return [{ file: step.file, ...(step.extraction !== undefined && { extraction: step.extraction }) }];
}

/** A screenshot of a run that is over. */
export function seen(file: string, reasoning: string): DemoScreenshot {
  return { file, reasoning };
}
