import * as vscode from "vscode";
import type { Task } from "../../api/schemas/resources.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { Session } from "../../host/session.ts";
import { idTail } from "../../runs/runLine.ts";
import { shownInput } from "../../runs/starting/shownInput.ts";
import { momentText } from "../../runs/store/days.ts";

/** What a run of the task was started with, as far as the service tells. */
export interface EarlierInput {
  readonly run: string;
  readonly created_at: string;
  readonly input: Json;
}

export interface EarlierInputs {
  /** The last that differ, newest first. */
  readonly inputs: readonly EarlierInput[];
  /** Members that the service keeps to itself. */
  readonly vaulted: readonly string[];
}

export const noInputs: EarlierInputs = { inputs: [], vaulted: [] };

const looked = 6;
const offered = 4;

/** They are read from the service, as inputs may be personal: nothing is kept here. */
export async function earlierInputs({ client }: Session, task: Pick<Task, "id">): Promise<EarlierInputs> {
  const { data } = await client.runs.page({ task_id: task.id, limit: looked });
  const runs = await Promise.all(data.filter(run => run.task_id === task.id).map(run => client.runs.get(run.id, ["input"]).catch(() => undefined)));
  const inputs = new Map<string, EarlierInput>();
  for (const run of runs) {
    if (!run || !hasMembers(run.input)) continue;
    const text = JSON.stringify(run.input);
    if (!inputs.has(text)) inputs.set(text, { run: run.id, created_at: run.created_at, input: run.input });
  }
  const vaulted = new Set(runs.flatMap(run => run?.tokenized ?? []));
  return { inputs: [...inputs.values()].slice(0, offered), vaulted: [...vaulted] };
}

/** Undefined for a new one; asked only where there is one to choose. */
export async function pickEarlier(inputs: readonly EarlierInput[], task: Pick<Task, "name" | "input_schema">): Promise<Json | undefined> {
  if (inputs.length === 0) return undefined;
  const picked = await vscode.window.showQuickPick(
    [
      { label: "$(edit) New input", input: undefined },
      { label: "Earlier inputs", kind: vscode.QuickPickItemKind.Separator, input: undefined },
      ...inputs.map(({ run, created_at, input }) => ({
        label: `$(history) …${idTail(run)}`,
        description: momentText(created_at, Date.now()),
        detail: shownInput(input, task.input_schema).replaceAll(/\s+/g, " "),
        input,
      })),
    ],
    { title: `Run Task: ${task.name}`, placeHolder: "Choose what to start from", matchOnDetail: true, ignoreFocusOut: true },
  );
  if (!picked) throw new vscode.CancellationError();
  return picked.input;
}

export function hasMembers(input: Json | undefined): input is { [key: string]: Json } {
  return typeof input === "object" && input !== null && !Array.isArray(input) && Object.keys(input).length > 0;
}
