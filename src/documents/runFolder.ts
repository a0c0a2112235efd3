import type { Run } from "../api/schemas/run.ts";
import { documentsOf, type RunDocument } from "../runs/documents/runDocuments.ts";
import { isActive } from "../runs/status.ts";
import { bytesOf, type RunParts, type WrittenDocument } from "./documentText.ts";

/** How long what is known of a run that goes on is good enough. */
const freshMs = 2_000;

/** One answer about a run, as documents. Each text is made when it is first asked for. */
export class RunFolder {
  readonly documents: ReadonlyMap<string, RunDocument>;
  /** For the editor, which reads again only what has another time or size. Never before that of an earlier answer. */
  readonly changedAt: number;
  private readonly parts: RunParts;
  private readonly readAt: number;
  private isOutdated = false;
  private readonly texts = new Map<string, Promise<Uint8Array>>();

  constructor(parts: RunParts, earlier: RunFolder | undefined) {
    this.parts = parts;
    this.readAt = parts.now();
    this.documents = documentsOf(parts.run, parts.text);
    this.changedAt = Math.max(Date.parse(parts.run.updated_at) || 0, earlier ? earlier.changedAt + 1 : 0);
  }

  get run(): Run {
    return this.parts.run;
  }

  get createdAt(): number {
    return Date.parse(this.run.created_at) || 0;
  }

  get size(): number {
    return this.parts.text.length;
  }

  get isFresh(): boolean {
    return !this.isOutdated && (!isActive(this.run.status) || this.parts.now() - this.readAt < freshMs);
  }

  outdate(): void {
    this.isOutdated = true;
  }

  written(path: string, document: WrittenDocument): Promise<Uint8Array> {
    const known = this.texts.get(path);
    if (known) return known;
    const bytes = bytesOf(document, this.parts);
    this.texts.set(path, bytes);
    return bytes;
  }
}
