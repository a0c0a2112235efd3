import * as z from "zod";
import { Json } from "../api/schemas/wire.ts";

/** How the names of task files end. */
export const taskFileEnding = ".deck.json";

const places = ["credential", "source", "session"] as const;

const onePlace = "A run takes place with a credential, on a source or in a session: name one of them.";

/** A task, and what it is to be run with: kept in a folder beside the code that it is about. */
export const TaskFile = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1).optional().meta({ description: "What stands beside Run above the task. The service does not hear of it." }),
    task: z.string().min(1).meta({ description: "The id of the task to run, such as task_0123456789abcdef." }),
    input: z.record(z.string(), Json).optional().meta({ description: "What the task is given. Without it, it is asked for at each start." }),
    credential: z.string().min(1).optional().meta({ description: "The id of the credential to sign in with. Where nothing says where to run, it is asked for at each start." }),
    source: z.string().min(1).optional().meta({ description: "The id of the source to run on, without signing in." }),
    session: z.string().min(1).optional().meta({ description: "The id of an open session to run in." }),
  })
  .refine(file => places.filter(place => file[place] !== undefined).length <= 1, onePlace);
export type TaskFile = z.infer<typeof TaskFile>;

/** What the text of a task file says, or why nothing can be run with it and where that stands, as a JSON pointer. */
export type ReadTaskFile =
  | { readonly kind: "file"; readonly file: TaskFile }
  | { readonly kind: "unusable"; readonly why: string; readonly pointer: string };

export function readTaskFile(text: string): ReadTaskFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "unusable", why: `It is no JSON. ${error instanceof Error ? error.message : ""}`.trim(), pointer: "" };
  }
  const read = TaskFile.safeParse(value);
  if (read.success) return { kind: "file", file: read.data };
  const [issue] = read.error.issues;
  return { kind: "unusable", why: wordsFor(issue), pointer: (issue?.path ?? []).map(name => `/${String(name)}`).join("") };
}

function wordsFor(issue: z.core.$ZodIssue | undefined): string {
  const place = issue?.path.join(".");
  if (issue?.code === "unrecognized_keys") return `${issue.keys.map(key => `"${key}"`).join(", ")} ${issue.keys.length === 1 ? "is" : "are"} not known here.`;
  if (issue && place) return place === "task" ? '"task" is missing: the id of the task to run.' : `"${place}": ${issue.message}.`;
  return issue?.code === "custom" ? issue.message : 'A task file is an object such as { "task": "task_..." }.';
}

/** As editors read it: `media/task-file.schema.json` is this, and a test keeps it so. */
export function taskFileSchemaText(): string {
  const schema = z.toJSONSchema(TaskFile, { io: "input", target: "draft-7" });
  const pairs = places.flatMap((first, index) => places.slice(index + 1).map(second => ({ required: [first, second] })));
  const defaultSnippets = [{ label: "Task file", body: { task: "${1:task_}", input: {} } }];
  // A refinement is not part of what zod writes.
  const whole = { title: "Task file of Task Runs for Deck", ...schema, allOf: [{ not: { anyOf: pairs }, errorMessage: onePlace }], defaultSnippets };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
