import type { JsonSchema } from "../api/schemas/wire.ts";
import type { OutputCheck } from "../protocol/runPage.ts";
import { checkOutput } from "./outputCheck.ts";

/** More places than this say no more. */
const mostListed = 100;

/** Keeps the verdict on a run's output up to date: one check at a time, and none twice. */
export class OutputWatch {
  private readonly workerFile: string;
  private readonly changed: () => void;
  private latest: OutputCheck | undefined;
  private seen: { readonly schema: string; readonly output: string } | undefined;
  private checking: AbortController | undefined;

  constructor(workerFile: string, changed: () => void) {
    this.workerFile = workerFile;
    this.changed = changed;
  }

  get result(): OutputCheck | undefined {
    return this.latest;
  }

  look(schema: JsonSchema | null | undefined, output: string | undefined): void {
    const now = schema && output !== undefined ? { schema: JSON.stringify(schema), output } : undefined;
    if (now?.schema === this.seen?.schema && now?.output === this.seen?.output) return;
    this.seen = now;
    this.latest = undefined;
    this.checking?.abort();
    if (schema && output !== undefined) void this.check(schema, output);
  }

  dispose(): void {
    this.checking?.abort();
  }

  private async check(schema: JsonSchema, output: string): Promise<void> {
    const checking = new AbortController();
    this.checking = checking;
    const told = await checkOutput(this.workerFile, { schema, output }, checking.signal).catch((error: unknown) => {
      // An output that was overtaken by a newer one is not worth a word.
      if (checking.signal.aborted) return undefined;
      throw error;
    });
    if (!told || checking.signal.aborted) return;
    this.latest = told.kind === "unusable" ? { kind: "unchecked", why: told.why } : verdictOf(told);
    this.changed();
  }
}

type Checked = Extract<Awaited<ReturnType<typeof checkOutput>>, { kind: "checked" }>;

function verdictOf({ violations, total }: Checked): OutputCheck {
  if (total === 0) return { kind: "fits" };
  const list = violations.slice(0, mostListed);
  return { kind: "violations", list, more: total - list.length };
}
