import * as vscode from "vscode";
import type { Run } from "../api/schemas/run.ts";
import { chosenFolder, proposedPlace } from "../host/savePlace.ts";
import { pictureEnding } from "../runs/documents/fileNames.ts";
import { type FrameRead, type MissingFrame, missingText, writeFrames } from "../runs/documents/missingFrames.ts";
import { ageText } from "../runs/duration.ts";
import { idTail } from "../runs/runLine.ts";
import { statusLabel } from "../runs/status.ts";
import type { RunDesk } from "./panelParts.ts";

export async function saveFrame(panel: RunDesk, index: number): Promise<void> {
  const run = shownRun(panel);
  const target = await vscode.window.showSaveDialog({ title: "Save Screenshot", defaultUri: proposedPlace(frameName(run, index)) });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new Uint8Array(await panel.frames.bytes(await panel.session(), run, index)));
}

/** All of them into a folder, with the agent's reasoning as a text beside them. */
export async function saveFrames(panel: RunDesk): Promise<void> {
  const run = shownRun(panel);
  const folder = await chosenFolder("Save All Screenshots");
  const session = await panel.session();
  const screenshots = run.artifacts?.screenshots ?? [];
  let missing: readonly MissingFrame[] = [];
  await withProgress("Saving screenshots", screenshots.length, async (step, signal) => {
    const frames = counted(panel.frames.all(session, run, signal), step);
    missing = await writeFrames(frames, (index, bytes) => vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, frameName(run, index)), bytes));
    const lost = new Map(missing.map(({ index, why }) => [index, why]));
    const words = screenshots.map(({ created_at, reasoning }, index) => {
      const why = lost.get(index);
      return `${frameName(run, index)}\t${created_at}\t${reasoning ?? ""}${why === undefined ? "" : `\t(missing: ${why})`}`;
    });
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, `${idTail(run.id)} reasoning.txt`), new TextEncoder().encode(`${words.join("\n")}\n`));
  });
  tellMissing(missing, screenshots.length, "saved");
}

/** What the service deletes after 15 days stays on this machine. */
export async function keepFrames(panel: RunDesk): Promise<void> {
  const run = shownRun(panel);
  const session = await panel.session();
  const count = run.artifacts?.screenshots?.length ?? 0;
  let missing: readonly MissingFrame[] = [];
  await withProgress("Keeping a local copy", count, async (step, signal) => {
    missing = await panel.parts.copies.keep(run, counted(panel.frames.all(session, run, signal), step));
  });
  await panel.load();
  tellMissing(missing, count, "kept");
}

async function* counted(frames: AsyncIterable<FrameRead>, step: () => void): AsyncGenerator<FrameRead> {
  for await (const read of frames) {
    yield read;
    step();
  }
}

/** At the end, as one that is missing holds up no other. */
function tellMissing(missing: readonly MissingFrame[], count: number, done: string): void {
  const text = missingText(missing, count, done);
  if (text !== undefined) void vscode.window.showWarningMessage(text);
}

/** Asks for another run of the task, and opens it beside this one, both as they were at the same time. */
export async function openBoth(panel: RunDesk, atMs: number): Promise<void> {
  const run = shownRun(panel);
  const session = await panel.session();
  const page = await session.client.runs.page({ task_id: run.task_id, limit: 50 });
  const others = page.data.filter(({ id }) => id !== run.id);
  if (others.length === 0) throw new Error("This task has no other run yet.");
  const picked = await vscode.window.showQuickPick(
    others.map(other => ({ id: other.id, label: `${statusLabel(other.status)} · ${idTail(other.id)}`, description: ageText(other.created_at, Date.now()) })),
    { title: "Open Both at This Time", placeHolder: "The run to see beside this one" },
  );
  if (!picked) return;
  panel.keep();
  panel.goTo(atMs);
  await panel.parts.openBeside(picked.id, atMs);
}

/** Such as "x7Kd 0012 1m05s.webp": sorted by time, and told apart from those of other runs. */
function frameName(run: Run, index: number): string {
  const screenshot = run.artifacts?.screenshots?.[index];
  const ms = Math.max(0, Date.parse(screenshot?.created_at ?? "") - Date.parse(run.created_at)) || 0;
  const seconds = Math.floor(ms / 1000);
  const time = `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
  return `${idTail(run.id)} ${String(index + 1).padStart(4, "0")} ${time}.${pictureEnding(screenshot?.file_type ?? "")}`;
}

function shownRun(panel: RunDesk): Run {
  if (panel.content.run) return panel.content.run;
  throw new Error("The run has not been read yet.");
}

async function withProgress(title: string, steps: number, act: (step: () => void, signal: AbortSignal) => Promise<void>): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const control = new AbortController();
    token.onCancellationRequested(() => control.abort(new vscode.CancellationError()));
    let done = 0;
    const step = (): void => {
      control.signal.throwIfAborted();
      progress.report({ increment: 100 / steps, message: `${++done} of ${steps}` });
    };
    await act(step, control.signal);
  });
}
