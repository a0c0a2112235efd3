import * as z from "zod";
import { sleep } from "../../base/clock.ts";
import { unreachable } from "../../base/unreachable.ts";
import { Json } from "../../api/schemas/wire.ts";
import { Scenario } from "../scenario.ts";
import type { ChooseStep, ScenarioStep } from "../scenario.ts";
import { RunFailure } from "./agent.ts";
import type { Agent, Completion, Job, World } from "./agent.ts";
import type { Assets } from "./assets.ts";
import { askUntilAccepted } from "./askStep.ts";
import { capturedFile, picture } from "./scenarioFiles.ts";
import { matches } from "./matches.ts";
import { fill, fillToText, lookUp } from "./template.ts";

/** What was played already: the index in `steps`, in each `repeat` and `choose` its round or case and index, and the answers. */
const Progress = z.object({ at: z.array(z.int().min(-1)), answers: z.record(z.string(), Json) });

/** So many steps that take no time may follow each other before others get their turn. */
const stepsInARow = 50;

/** Plays the scenario of the job; after a restart it goes on with the step in which it was interrupted. */
export class ScenarioAgent implements Agent {
  private readonly assets: Assets;

  constructor(assets: Assets) {
    this.assets = assets;
  }

  async execute(job: Job, world: World): Promise<Completion> {
    const scenario = Scenario.parse(job.scenario);
    try {
      return await new Performance(job, world, this.assets).play(scenario);
    } finally {
      if (world.signal.aborted && scenario.stop_ms) await sleep(world.clock, scenario.stop_ms);
    }
  }

  stopMs(job: Job): number {
    return Scenario.safeParse(job.scenario).data?.stop_ms ?? 0;
  }
}

/** One run of a scenario. */
class Performance {
  private readonly job: Job;
  private readonly world: World;
  private readonly assets: Assets;
  private answers: Record<string, Json>;
  /** Where to go on after a restart; used up on the way there. */
  private readonly resumeAt: number[];
  private readonly at: number[] = [];
  private played = 0;

  constructor(job: Job, world: World, assets: Assets) {
    const progress = Progress.safeParse(job.progress).data;
    this.job = job;
    this.world = world;
    this.assets = assets;
    this.answers = progress?.answers ?? {};
    this.resumeAt = progress?.at ?? [];
  }

  async play(scenario: Scenario): Promise<Completion> {
    return (await this.playAll(scenario.steps)) ?? { output: null };
  }

  private async playAll(steps: readonly ScenarioStep[]): Promise<Completion | undefined> {
    for (let index = this.resumeAt.shift() ?? 0; index < steps.length; index += 1) {
      const step = steps[index];
      this.at.push(index);
      this.played += 1;
      if (this.played % stepsInARow === 0) await turn();
      // What has steps of its own notes those.
      if (step && !("steps" in step) && step.step !== "choose") await this.world.remember({ at: [...this.at], answers: this.answers });
      const completion = step && (await this.playOne(step));
      this.at.pop();
      if (completion) return completion;
    }
    return undefined;
  }

  private async playOne(step: ScenarioStep): Promise<Completion | undefined> {
    switch (step.step) {
      case "wait":
        await sleep(this.world.clock, step.ms, this.world.signal);
        return undefined;
      case "screenshot":
        await this.world.screenshot(picture(step, this.assets, this.values));
        return undefined;
      case "ask":
        this.answers = { ...this.answers, ...(await askUntilAccepted(step, this.world, this.values)) };
        return undefined;
      case "review":
        await this.world.review(step.moment ?? "before_continuing", step.output === undefined ? undefined : fill(step.output, this.values));
        return undefined;
      case "store":
        await this.world.storeFile(capturedFile(step, this.assets, this.values));
        return undefined;
      case "log":
        this.world.log(this.text(step.message));
        return undefined;
      case "fail":
        throw new RunFailure({ ...step, message: this.text(step.message) });
      case "complete":
        return { output: fill(step.output ?? null, this.values), ...(step.result && { result: step.result }) };
      case "hang":
        return await hang(step.ignores_cancel ? undefined : this.world.signal);
      case "crash":
        throw new Error(this.text(step.message ?? "The agent crashed."));
      case "repeat":
        return await this.repeat(step.steps, step.times);
      case "choose":
        return await this.choose(step);
      default:
        return unreachable(step);
    }
  }

  private async repeat(steps: readonly ScenarioStep[], times: number): Promise<Completion | undefined> {
    for (let round = this.resumeAt.shift() ?? 0; round < times; round += 1) {
      this.at.push(round);
      const completion = await this.playAll(steps);
      this.at.pop();
      if (completion) return completion;
    }
    return undefined;
  }

  private async choose({ cases, otherwise = [] }: ChooseStep): Promise<Completion | undefined> {
    const fitting = cases.findIndex(({ when }) =>
      Object.entries(when).every(([path, matcher]) => matches(matcher, lookUp(this.values, path), this.values)),
    );
    // After a restart the case stays the one that was chosen.
    const chosen = this.resumeAt.shift() ?? fitting;
    this.at.push(chosen);
    const completion = await this.playAll(cases[chosen]?.steps ?? otherwise);
    this.at.pop();
    return completion;
  }

  private get values(): Json {
    const { input, task, credential } = this.job;
    return { input, answers: this.answers, task: { name: task.name }, credential: { ...credential } };
  }

  private text(template: string): string {
    return fillToText(template, this.values);
  }
}

function hang(signal: AbortSignal | undefined): Promise<undefined> {
  return new Promise(resolve => signal?.addEventListener("abort", () => resolve(undefined), { once: true }));
}

function turn(): Promise<void> {
  return new Promise(resolve => void setImmediate(resolve));
}
