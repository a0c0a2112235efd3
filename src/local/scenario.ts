import * as z from "zod";
import { Json } from "../api/schemas/wire.ts";
import { TaskDefinition } from "./taskDefinition.ts";

/**
 * A scenario is a JSON file that tells the scenario agent how a run goes. Texts and values may hold
 * `{{input.name}}` and `{{answers.code}}`; a text that is nothing but one of them becomes that value with its type.
 * What is described here is also shown by editors: the file's JSON Schema is made from it.
 */

const ms = z.int().min(0).max(7 * 24 * 3_600_000);

/** Whoever opens it checks again, with links resolved. */
const AssetPath = z
  .string()
  .regex(/^[\w-][\w .-]*(?:\/[\w-][\w .-]*)*$/, "must be a path inside the folder, such as bill/page1.webp")
  .describe("A file of the scenarios folder, or of the demo content, by its path there.");

const Pattern = z
  .string()
  .refine(isPattern, "must be a regular expression")
  .describe("A regular expression, as in JSON Schema.");

/** What an answer or a value may be: one of the values, or a text that matches. */
export const Matcher = z.union([z.array(Json), z.strictObject({ pattern: Pattern })]).meta({
  description: "A list of values, one of which it has to be, or a pattern that its text has to match.",
});
export type Matcher = z.infer<typeof Matcher>;

const Wait = z.strictObject({ step: z.literal("wait"), ms: ms.describe("Milliseconds.") }).describe("Lets time pass.");

const Screenshot = z
  .strictObject({
    step: z.literal("screenshot"),
    file: AssetPath.optional(),
    svg: z.string().optional().describe("A drawing, in which placeholders are filled in as text."),
    reasoning: z.string().optional().describe("What the agent thinks of what it sees."),
  })
  .refine(step => (step.file === undefined) !== (step.svg === undefined), "needs either file or svg")
  .meta({ description: "Takes a picture: a file or a drawing.", oneOf: [{ required: ["file"] }, { required: ["svg"] }] });

const AskedField = z.strictObject({
  name: z.string().min(1),
  type: z.string().optional(),
  label: z.string().optional(),
  options: z.array(z.strictObject({ value: z.string(), label: z.string().optional() })).optional(),
});

const Ask = z
  .strictObject({
    step: z.literal("ask"),
    type: z.string().min(1).meta({ description: "What is asked for.", examples: ["mfa", "security_question", "account_selection"] }),
    message: z.string(),
    fields: z.array(AskedField).min(1),
    accept: z
      .record(z.string(), Matcher)
      .optional()
      .describe("By field, which answers are right; every answer is where this is missing. A wrong one is asked for again."),
    retry_message: z.string().optional().describe("In place of the message after a wrong answer."),
    limit_ms: ms.optional().describe("How long there is for each answer, in milliseconds; then the run fails with interaction_timeout."),
  })
  .describe("Pauses the run until a person has answered.");

const Review = z
  .strictObject({
    step: z.literal("review"),
    moment: z
      .enum(["before_continuing", "before_completing"])
      .optional()
      .describe("The newest documents pause before continuing (the default), older ones before completing."),
    output: Json.optional().describe("What is to be reviewed: the run has it from here on, until complete brings another."),
  })
  .describe("Pauses the run until a person has approved it.");

const Store = z
  .strictObject({
    step: z.literal("store"),
    file: AssetPath.optional(),
    text: z.string().optional().describe("The content, in which placeholders are filled in."),
    name: z.string().optional().describe("The file's own name where this is missing."),
    type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, "must be a media type, such as text/csv").optional(),
    purpose: z.enum(["attachment", "extraction", "output"]).optional(),
    extraction: Json.optional().describe("What was read from the file."),
  })
  .refine(step => (step.file === undefined) !== (step.text === undefined), "needs either file or text")
  .meta({ description: "Captures a file.", oneOf: [{ required: ["file"] }, { required: ["text"] }] });

const Log = z.strictObject({ step: z.literal("log"), message: z.string() }).describe("Writes a line to the log of Local Deck.");

const Fail = z
  .strictObject({
    step: z.literal("fail"),
    type: z.string().min(1).meta({ examples: ["auth", "source", "task", "session", "interaction", "storage", "api"] }),
    code: z.string().min(1).meta({ examples: ["auth_invalid", "source_not_available", "blocked", "timeout"] }),
    message: z.string(),
    field: z.string().optional(),
  })
  .describe("The run fails with this error.");

const Complete = z
  .strictObject({
    step: z.literal("complete"),
    output: Json.optional(),
    result: z.enum(["success", "failure", "unknown"]).optional().describe("success where it is missing."),
  })
  .describe("The run is completed with this output.");

const Hang = z
  .strictObject({
    step: z.literal("hang"),
    ignores_cancel: z.boolean().optional().describe("It does not even stop when the run is canceled: it is cut off then."),
  })
  .describe("Never goes on by itself.");

const Crash = z
  .strictObject({ step: z.literal("crash"), message: z.string().optional() })
  .describe("The agent dies: the run fails with task/agent_failed.");

const plainSteps = [Wait, Screenshot, Ask, Review, Store, Log, Fail, Complete, Hang, Crash] as const;
type PlainStep = z.infer<(typeof plainSteps)[number]>;

export interface RepeatStep {
  step: "repeat";
  times: number;
  steps: ScenarioStep[];
}

export interface ChooseStep {
  step: "choose";
  cases: { when: Record<string, Matcher>; steps: ScenarioStep[] }[];
  otherwise?: ScenarioStep[] | undefined;
}
export type ScenarioStep = PlainStep | RepeatStep | ChooseStep;

const Repeat = z
  .strictObject({
    step: z.literal("repeat"),
    times: z.int().min(1).max(100_000),
    get steps(): z.ZodArray<z.ZodType<ScenarioStep>> {
      return z.array(ScenarioStep).min(1);
    },
  })
  .describe("Does the same several times.");

const Case = z.strictObject({
  when: z
    .record(z.string().regex(/^[\w-]+(?:\.[\w-]+)*$/, "must be a path such as input.plan"), Matcher)
    .meta({ description: "By path, such as input.plan or answers.code, what the value has to be; all of them have to fit." }),
  get steps(): z.ZodArray<z.ZodType<ScenarioStep>> {
    return z.array(ScenarioStep);
  },
});

const Choose = z
  .strictObject({
    step: z.literal("choose"),
    cases: z.array(Case).min(1),
    get otherwise(): z.ZodOptional<z.ZodArray<z.ZodType<ScenarioStep>>> {
      return z.array(ScenarioStep).optional();
    },
  })
  .describe("Goes on with the steps of the first case that fits.");

export const ScenarioStep: z.ZodType<ScenarioStep> = z
  .discriminatedUnion("step", [...plainSteps, Repeat, Choose])
  .meta({ id: "step" });

export const ScenarioTask = TaskDefinition.extend({
  agent: z.string().min(1).optional().describe("The name of its agent, which is made too where there is none."),
})
  .strict()
  .describe("The task that it is for: in the scenarios folder, it is made where there is none of the scenario's name. One that is there stays as it is.");
export type ScenarioTask = z.infer<typeof ScenarioTask>;

export const Scenario = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1).describe("In the scenarios folder: the name or the id of the task that it is for, or any other."),
    description: z.string().optional(),
    task: ScenarioTask.optional(),
    steps: z.array(ScenarioStep),
    stop_ms: ms.optional().describe("How long the agent takes to stop when it is canceled, in milliseconds."),
  })
  .describe("How a run goes. One that ends without complete or fail is completed with no output.");
export type Scenario = z.infer<typeof Scenario>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
