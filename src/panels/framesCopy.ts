import * as vscode from "vscode";
import * as z from "zod";
import { type Run, Screenshot } from "../api/schemas/run.ts";
import { fileName } from "../runs/documents/fileNames.ts";
import { type FrameRead, type MissingFrame, writeFrames } from "../runs/documents/missingFrames.ts";

const CopyIndex = z.object({
  run: z.string(),
  screenshots: z.array(Screenshot.omit({ url: true })),
  /** Those that could not be had; older copies are whole. */
  missing: z.array(z.int()).default([]),
});
type CopyIndex = z.infer<typeof CopyIndex>;

/** Screenshots of runs that somebody wanted to keep, on this machine, for when the service has deleted its own. */
export class FramesCopies {
  private readonly folder: vscode.Uri;

  constructor(storage: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(storage, "screenshots");
  }

  /** What was kept of a run, without addresses; undefined if nothing was. */
  async find(run: string): Promise<Pick<CopyIndex, "screenshots" | "missing"> | undefined> {
    const text = await read(this.at(run, "index.json"));
    if (!text) return undefined;
    const index = readIndex(new TextDecoder().decode(text));
    return index?.run === run ? index : undefined;
  }

  async frame(run: string, index: number): Promise<ArrayBuffer | undefined> {
    const bytes = await read(this.at(run, `${index}`));
    return bytes && new Uint8Array(bytes).buffer;
  }

  /** The index comes last: a copy that was broken off is none. Returns what could not be kept; with nothing to keep there is no copy. */
  async keep(run: Pick<Run, "id" | "artifacts">, frames: AsyncIterable<FrameRead>): Promise<readonly MissingFrame[]> {
    const screenshots = run.artifacts?.screenshots ?? [];
    await vscode.workspace.fs.createDirectory(this.at(run.id));
    const missing = await writeFrames(frames, (index, bytes) => vscode.workspace.fs.writeFile(this.at(run.id, `${index}`), bytes));
    if (missing.length === screenshots.length) return missing;
    const text = JSON.stringify(CopyIndex.parse({ run: run.id, screenshots, missing: missing.map(({ index }) => index) }));
    await vscode.workspace.fs.writeFile(this.at(run.id, "index.json"), new TextEncoder().encode(text));
    return missing;
  }

  private at(run: string, ...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, fileName(run), ...path);
  }
}

/** One that was cut off is none: the run is shown without it. */
function readIndex(text: string): CopyIndex | undefined {
  try {
    return CopyIndex.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function read(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
