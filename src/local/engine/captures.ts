import type { Clock } from "../../base/clock.ts";
import type { Json } from "../../api/schemas/wire.ts";
import type { CapturedFile, Picture } from "../agents/agent.ts";
import { storageSummary } from "../events/summaries.ts";
import { newId } from "../ids.ts";
import { Payload } from "../store/payload.ts";
import type { Reply } from "../store/rows.ts";
import type { Store } from "../store/store.ts";

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

  storeFile(runId: string, file: CapturedFile, at = this.clock.now()): void {
    const blob = this.store.blobs.write(file.bytes);
    const row = {
      ...this.fileRow(runId, file, at),
      id: newId("stor"),
      blob,
      purpose: file.purpose ?? ("output" as const),
      extraction: file.extraction === undefined ? null : Payload.of(file.extraction),
      result: "success" as const,
      task_id: null,
      credential_id: null,
      fingerprint: null,
    };
    this.store.transaction(() => {
      this.store.storage.insert(row);
      this.store.runs.update(runId, { updated_at: at });
      this.store.addEvent("storage.created", at, storageSummary(row));
    });
  }

  private fileRow(runId: string, file: { name: string; type: string; bytes: Uint8Array }, at: number) {
    const size = file.bytes.byteLength;
    return { run_id: runId, file_name: file.name, file_type: file.type, file_size: size, created_at: at, updated_at: at };
  }
}
