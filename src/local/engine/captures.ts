import type { Clock } from "../../base/clock.ts";
import type { Json } from "../../api/schemas/wire.ts";
import { RunFailure } from "../agents/agent.ts";
import type { CapturedFile, Picture } from "../agents/agent.ts";
import { storageSummary } from "../events/summaries.ts";
import type { Extracted, ReadableFile } from "../files/extraction.ts";
import { fingerprintOf } from "../files/fingerprint.ts";
import type { InputFile } from "../files/inputFiles.ts";
import { newId } from "../ids.ts";
import type { StorageSettings } from "../storageSettings.ts";
import { maxBroughtBytes, Payload } from "../store/payload.ts";
import type { Reply, RunRow, StorageRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";

/** The run that a file belongs to. */
type FileOwner = Pick<RunRow, "id" | "task_id" | "credential_id">;

/** Writes what a run brings besides its status. */
export class Captures {
  private readonly store: Store;
  private readonly clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.store = store;
    this.clock = clock;
  }

  note(runId: string, progress: Json): void {
    this.store.runs.update(runId, { progress });
  }

  keepReply(runId: string, reply: Reply): void {
    this.store.runs.update(runId, { reply });
  }

  /** The run counts as updated, so that whoever watches it asks for the picture. */
  screenshot(runId: string, picture: Picture, at = this.clock.now()): void {
    const blob = this.store.blobs.write(picture.bytes);
    this.store.transaction(() => {
      this.store.screenshots.insert({
        ...this.fileRow(runId, picture, at),
        id: newId("shot"),
        blob,
        reasoning: picture.reasoning ?? null,
      });
      this.store.runs.update(runId, { updated_at: at });
    });
  }

  /** Nothing where the task keeps equal files once and has this one already. */
  storeFile(run: FileOwner, file: CapturedFile, at = this.clock.now()): void {
    if (file.bytes.byteLength > maxBroughtBytes) throw fileTooLarge(file.name);
    const fingerprint = fingerprintOf(this.settingsOf(run), file);
    if (fingerprint !== null && this.isKnown(run, fingerprint)) return;
    const blob = this.store.blobs.write(file.bytes);
    const row = {
      ...this.fileRow(run.id, file, at),
      id: newId("stor"),
      blob,
      purpose: file.purpose ?? ("output" as const),
      extraction: file.extraction === undefined ? null : Payload.of(file.extraction),
      result: file.result ?? ("success" as const),
      ...ownerOf(run),
      fingerprint,
    };
    this.addFile(row, at);
  }

  /** Belongs into the transaction that makes the run. */
  attach(run: FileOwner, file: InputFile, at = this.clock.now()): void {
    const rest = { extraction: null, result: "success", fingerprint: null } as const;
    this.addFile({ ...file, ...rest, ...ownerOf(run), run_id: run.id, created_at: at, updated_at: at }, at);
  }

  keepExtraction(runId: string, fileId: string, found: Extracted): void {
    const at = this.clock.now();
    const extraction = found.result === "success" ? Payload.of(found.extraction) : null;
    this.store.transaction(() => {
      this.store.storage.update(fileId, { extraction, result: found.result, updated_at: at });
      this.store.runs.update(runId, { updated_at: at });
    });
  }

  /** How the task wants files to be treated, as it says now. */
  settingsOf({ task_id }: FileOwner): StorageSettings {
    return this.store.tasks.get(task_id)?.storage ?? {};
  }

  /** Of the run's own files only. */
  readFile(runId: string, id: string): ReadableFile {
    const row = this.store.storage.get(id);
    if (row?.run_id !== runId) throw new Error(`${id} is not a file of the run`);
    return { name: row.file_name, type: row.file_type, bytes: this.store.blobs.read(row.blob) };
  }

  private isKnown({ task_id, credential_id }: FileOwner, fingerprint: string): boolean {
    const same = "WHERE task_id = ? AND credential_id IS ? AND fingerprint = ?";
    return this.store.storage.count(same, [task_id, credential_id, fingerprint]) > 0;
  }

  private addFile(row: Omit<StorageRow, "seq">, at: number): void {
    this.store.transaction(() => {
      this.store.storage.insert(row);
      this.store.runs.update(row.run_id, { updated_at: at });
      this.store.addEvent("storage.created", at, storageSummary(row));
    });
  }

  private fileRow(runId: string, file: { name: string; type: string; bytes: Uint8Array }, at: number) {
    const size = file.bytes.byteLength;
    return { run_id: runId, file_name: file.name, file_type: file.type, file_size: size, created_at: at, updated_at: at };
  }
}

function fileTooLarge(name: string): RunFailure {
  const message = `The file ${name} is larger than ${maxBroughtBytes / 1_000_000} MB.`;
  return new RunFailure({ type: "storage", code: "file_too_large", message });
}

function ownerOf({ task_id, credential_id }: FileOwner): Omit<FileOwner, "id"> {
  return { task_id, credential_id };
}
