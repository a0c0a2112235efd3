import * as z from "zod";
import { Json } from "../api/schemas/wire.ts";

/**
 * A scenario is a JSON file that tells the scenario agent how a run goes. Texts and values may hold
 * `{{input.name}}` and `{{answers.code}}`; a text that is nothing but one of them becomes that value with its type.
 */

const ms = z.int().min(0).max(7 * 24 * 3_600_000);

/** Relative to the assets folder. Whoever opens it checks again, with links resolved. */
const AssetPath = z
  .string()
  .regex(/^[\w-][\w .-]*(?:\/[\w-][\w .-]*)*$/, "must be a path inside the assets folder, such as bill/page1.webp");

const Wait = z.strictObject({ step: z.literal("wait"), ms });

/** `file` or `svg`: one of the two. */
const Screenshot = z
  .strictObject({
    step: z.literal("screenshot"),
    file: AssetPath.optional(),
    svg: z.string().optional(),
    reasoning: z.string().optional(),
  })
  .refine(step => (step.file === undefined) !== (step.svg === undefined), "needs either file or svg");

const AskedField = z.strictObject({
  name: z.string().min(1),
  type: z.string().optional(),
  label: z.string().optional(),
  options: z.array(z.strictObject({ value: z.string(), label: z.string().optional() })).optional(),
});

/** Asks until every field in `accept` has one of its values; without `accept` any answer does. */
const Ask = z.strictObject({
  step: z.literal("ask"),
  /** `mfa`, `security_question`, `account_selection`, or another. */
  type: z.string().min(1),
  message: z.string(),
  fields: z.array(AskedField).min(1),
  accept: z.record(z.string(), z.array(Json)).optional(),
  retry_message: z.string().optional(),
  limit_ms: ms.optional(),
});

const Review = z.strictObject({
  step: z.literal("review"),
  /** The newest documents pause before continuing (the default), older ones before completing. */
  moment: z.enum(["before_continuing", "before_completing"]).optional(),
});

/** `file` or `text`: one of the two. `name` and `type` come from the file's name where they are missing. */
const Store = z
  .strictObject({
    step: z.literal("store"),
    file: AssetPath.optional(),
    text: z.string().optional(),
    name: z.string().optional(),
    type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, "must be a media type, such as text/csv").optional(),
    purpose: z.enum(["attachment", "extraction", "output"]).optional(),
    extraction: Json.optional(),
  })
  .refine(step => (step.file === undefined) !== (step.text === undefined), "needs either file or text");

const Log = z.strictObject({ step: z.literal("log"), message: z.string() });

const Fail = z.strictObject({
  step: z.literal("fail"),
  type: z.string().min(1),
  code: z.string().min(1),
  message: z.string(),
  field: z.string().optional(),
});

const Complete = z.strictObject({
  step: z.literal("complete"),
  output: Json.optional(),
  result: z.enum(["success", "failure", "unknown"]).optional(),
});

/** Never goes on by itself; with `ignores_cancel` it does not even stop when it is cancelled. */
const Hang = z.strictObject({ step: z.literal("hang"), ignores_cancel: z.boolean().optional() });

type PlainStep = z.infer<
  | typeof Wait
  | typeof Screenshot
  | typeof Ask
  | typeof Review
  | typeof Store
  | typeof Log
  | typeof Fail
  | typeof Complete
  | typeof Hang
>;

export interface RepeatStep {
  step: "repeat";
  times: number;
  steps: ScenarioStep[];
}
export type ScenarioStep = PlainStep | RepeatStep;

const Repeat = z.strictObject({
  step: z.literal("repeat"),
  times: z.int().min(1).max(100_000),
  get steps(): z.ZodArray<z.ZodType<ScenarioStep>> {
    return z.array(ScenarioStep).min(1);
  },
});

export const ScenarioStep: z.ZodType<ScenarioStep> = z.discriminatedUnion("step", [
  Wait,
  Screenshot,
  Ask,
  Review,
  Store,
  Log,
  Fail,
  Complete,
  Hang,
  Repeat,
]);

/** A scenario that ends without `complete` or `fail` completes with no output. */
export const Scenario = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  steps: z.array(ScenarioStep),
  /** How long the agent takes to stop when it is cancelled. */
  stop_ms: ms.optional(),
});
export type Scenario = z.infer<typeof Scenario>;
