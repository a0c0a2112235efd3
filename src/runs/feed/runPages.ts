import type { RunSummary } from "../../api/schemas/run.ts";
import type { Page } from "../../api/schemas/wire.ts";
import { canBeAsked, matcherOf, questionOf, type RunFilter, type RunsQuestion } from "../store/runFilter.ts";

export interface RunPagesOptions {
  readonly filter: RunFilter;
  /** Runs of a page, 1 to 100. */
  readonly limit: number;
  readonly now: () => number;
  readonly ask: (question: RunsQuestion & { limit: number; cursor?: string }) => Promise<Page<RunSummary>>;
  readonly take: (runs: readonly RunSummary[]) => Promise<void>;
}

/** How many pages one step may read where the service cannot tell the matching runs apart. */
const maxPagesAtOnce = 5;

/** How far pages have got; no cursor: all of it is here. */
export interface PagePlace {
  readonly cursor?: string | undefined;
  readonly since?: string | undefined;
}

/** The runs that match a filter, page after page from the newest on. */
export class RunPages {
  readonly filter: RunFilter;
  private readonly options: RunPagesOptions;
  private question: RunsQuestion | undefined;
  /** Where the next page begins; undefined: all of it is here. */
  private cursor: string | undefined;
  private last: string | undefined;
  private reading: Promise<void> | undefined;

  constructor(options: RunPagesOptions) {
    this.options = options;
    this.filter = options.filter;
  }

  /** Whether it was ever asked for. */
  get isBegun(): boolean {
    return this.question !== undefined;
  }

  get hasMore(): boolean {
    return !this.isBegun || this.cursor !== undefined;
  }

  /** All that is newer than this is here; undefined: nothing was read. */
  get since(): string | undefined {
    return this.last;
  }

  /** Undefined until it was asked for. */
  get place(): PagePlace | undefined {
    return this.isBegun ? { cursor: this.cursor, since: this.last } : undefined;
  }

  /** From where somebody else has got to, unless it was asked for here. */
  continueFrom({ cursor, since }: PagePlace): void {
    if (this.isBegun || this.reading) return;
    this.question = questionOf(this.options.filter, this.options.now());
    this.cursor = cursor;
    this.last = since;
  }

  /** From the newest on, also where it had got further before. */
  async begin(): Promise<void> {
    // What is under way may be further down, where it sees nothing of what is new.
    await this.reading?.catch(() => undefined);
    return this.once(() => this.read(questionOf(this.options.filter, this.options.now()), undefined));
  }

  /** One step further, if there is one. */
  more(): Promise<void> {
    const { question, cursor } = this;
    if (!question) return this.reading ?? this.begin();
    return cursor === undefined ? Promise.resolve() : this.once(() => this.read(question, cursor));
  }

  /** Two clicks are one wish. */
  private once(act: () => Promise<void>): Promise<void> {
    this.reading ??= act().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** Reads on as long as nothing matches, which can be only where the service was not asked for all of the filter. */
  private async read(question: RunsQuestion, from: string | undefined): Promise<void> {
    const { filter, limit, now, ask, take } = this.options;
    const matches = matcherOf(filter, now());
    let cursor = from;
    for (let pages = 0; pages < (canBeAsked(filter) ? 1 : maxPagesAtOnce); pages++) {
      const page = await ask({ ...question, limit, ...(cursor === undefined ? {} : { cursor }) });
      cursor = nextCursor(page, cursor);
      this.question = question;
      this.cursor = cursor;
      this.last = page.data.at(-1)?.created_at ?? this.last;
      // Only now, so that who hears of the runs sees also whether there are more.
      await take(page.data);
      if (cursor === undefined || page.data.some(matches)) return;
    }
  }
}

/** A server that answers with the cursor it was given would be asked for ever. */
export function nextCursor(page: Page<RunSummary>, asked: string | undefined): string | undefined {
  const next = page.has_more ? (page.next_cursor ?? undefined) : undefined;
  return next === asked ? undefined : next;
}
