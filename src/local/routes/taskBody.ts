import * as z from "zod";
import type { StorageSettings } from "../storageSettings.ts";
import type { TaskRow } from "../store/rows.ts";
import type { Wanted } from "../store/table.ts";
import { TaskDefinition } from "../taskDefinition.ts";

/** Neither `.` nor `..`: no address leads to a task of such a name. */
const Id = z.string().min(1).max(255).regex(/^(?!\.{1,2}$)[\w.-]+$/);

export const NewTask = TaskDefinition.extend({
  name: z.string().min(1),
  agent_id: z.string().min(1),
  id: Id.optional(),
});
export type NewTask = z.output<typeof NewTask>;

/** Whatever is absent stays as it is; null takes it away. */
export const TaskChanges = NewTask.omit({ id: true }).partial();
export type TaskChanges = z.output<typeof TaskChanges>;

/** The columns that a body sets; `kept` is the storage setting as it is. */
export function taskColumns(body: TaskChanges, kept: StorageSettings | null): Wanted<TaskRow> {
  const { name, agent_id, prompt, input_schema, output_schema, settings } = body;
  const timeout_seconds = settings === null ? null : settings?.timeout_seconds;
  return { name, agent_id, prompt, input_schema, output_schema, timeout_seconds, storage: storageColumn(body, kept) };
}

/** The middle age set only `extraction`, beside the storage setting. */
export function storageColumn({ storage, extraction }: TaskChanges, kept: StorageSettings | null): TaskRow["storage"] | undefined {
  if (storage !== undefined || extraction === undefined || extraction === null) return storage;
  if (!extraction && kept === null) return undefined;
  return { enabled: true, ...kept, extraction };
}
