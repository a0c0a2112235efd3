import * as vscode from "vscode";
import { hasFailed } from "../../api/apiError.ts";
import type { Task } from "../../api/schemas/resources.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { App } from "../../host/app.ts";
import { logFailure } from "../../host/report.ts";
import type { Session } from "../../host/session.ts";
import { formOf, type InputField, inputOf, textsOf } from "../../runs/starting/runForm.ts";
import { askPrompts, type Refused } from "../askPrompts.ts";
import { beginAndShow } from "./beginRun.ts";
import { earlierInputs, hasMembers, noInputs, pickEarlier } from "./earlierInputs.ts";
import { pickPlace } from "./pickPlace.ts";
import { taskFor } from "./pickTask.ts";
import type { Place } from "./place.ts";

/** What is known before anything is asked. */
export interface StartWishes {
  readonly task?: string | undefined;
  readonly place?: Place | undefined;
  /** To start from, instead of one that the person is offered. */
  readonly input?: Json | undefined;
  /** Members that the service keeps to itself, so that `input` is without them. */
  readonly vaulted?: readonly string[] | undefined;
  /** Where nothing can be typed, the account is asked for instead of `place`. */
  readonly isToChange?: boolean;
  /** The input is not to be asked about. */
  readonly isReady?: boolean;
}

/** Task, then account, then input; the run opens as soon as the service has it. Its id; undefined while its input is written in a document. */
export async function startRun(app: App, wishes: StartWishes = {}): Promise<string | undefined> {
  const session = await app.connection.ensure();
  const task = await taskFor(session, wishes.task);
  const form = formOf(task.input_schema, await loadedJudge());
  const hasNothing = form.kind === "none" && !hasMembers(wishes.input);
  // Under way while the person chooses the account.
  const earlier = form.kind === "none" || wishes.input !== undefined ? Promise.resolve(noInputs) : earlierInputs(session, task).catch(() => noInputs);
  const isSettled = !(hasNothing && wishes.isToChange);
  const place = (isSettled ? wishes.place : undefined) ?? (await pickPlace(session, task));
  if (hasNothing) return beginAndShow(app, session, { task, start: place });
  if (wishes.isReady && wishes.input !== undefined) return beginAndShow(app, session, { task, start: { ...place, input: wishes.input } });
  const { inputs, vaulted } = await earlier;
  const input = wishes.input ?? (await pickEarlier(inputs, task));
  const texts = form.kind === "fields" && input !== undefined ? textsOf(form.fields, input) : undefined;
  if (form.kind === "fields" && (input === undefined || texts)) return startWithFields(app, session, { task, place, fields: form.fields, texts });
  const { openInput } = await import("./inputDocument.ts");
  await openInput(app, session, { task, place, vaulted: wishes.vaulted ?? vaulted, text: input === undefined ? textOf(form) : JSON.stringify(input) });
  return undefined;
}

interface FieldOrder {
  readonly task: Task;
  readonly place: Place;
  readonly fields: readonly InputField[];
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** Asks until the service accepts the input, or the person leaves. */
async function startWithFields(app: App, session: Session, { task, place, fields, texts: known = {} }: FieldOrder): Promise<string> {
  let refused: Refused = { texts: known };
  for (;;) {
    const prompts = fields.map(field => field.prompt);
    const texts = await askPrompts(`Run Task: ${task.name}`, prompts, refused);
    try {
      return await beginAndShow(app, session, { task, start: { ...place, input: inputOf(fields, texts) } });
    } catch (error) {
      if (error instanceof vscode.CancellationError) throw error;
      if (!hasFailed(error, "invalid")) {
        await keepTyped(app, session, { task, place, fields, texts }).catch((failure: unknown) => logFailure(app.log, "Keeping what was typed", failure));
        throw error;
      }
      refused = { texts, problem: error.message, field: error.errors[0]?.field ?? undefined };
    }
  }
}

/** What was typed for nothing stands in a document then, to be run once that is mended: but for secrets and the bytes of files. */
async function keepTyped(app: App, session: Session, { task, place, fields, texts = {} }: FieldOrder): Promise<void> {
  const shown = fields.filter(({ prompt }) => !prompt.isSecret && !prompt.isFile);
  const { openInput } = await import("./inputDocument.ts");
  await openInput(app, session, { task, place, vaulted: [], text: JSON.stringify(inputOf(shown, texts)) });
}

function textOf(form: ReturnType<typeof formOf>): string {
  return form.kind === "json" ? form.text : "{}";
}

async function loadedJudge() {
  const { loadJudge } = await import("../../runs/starting/judge.ts");
  return loadJudge();
}
