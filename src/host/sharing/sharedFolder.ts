import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../../base/errors.ts";
import * as z from "zod";
import { RunSummary } from "../../api/schemas/run.ts";
import { lenientList } from "../../api/schemas/wire.ts";
import type { FeedNews } from "../../runs/feed/feedNews.ts";

export const lockFile = "leader.lock";
export const statusFile = "status.json";
const runsFile = "runs.json";
const saidPrefix = "said-";
const watchingPrefix = "watching-";

/** Small, and written after each question. What cannot be read, such as that of another version, is as good as not there. */
const Status = z.object({
  version: z.literal(1),
  /** Another one means that the runs were written anew. */
  revision: z.string(),
  answeredAt: z.number().optional(),
  mark: z.object({ id: z.string(), created_at: z.string() }).optional(),
  places: z.record(z.string(), z.object({ cursor: z.string().optional(), since: z.string().optional() })).optional(),
  gone: z.array(z.string()),
  problem: z.string().optional(),
});

/** What a list tells of runs and nothing else: whatever more was known of one is dropped on the way in and out. */
const Runs = z.object({ version: z.literal(1), runs: lenientList(RunSummary), names: z.record(z.string(), z.string()) });

/** What one window has said, the last of it; so many runs were said before. */
const Said = z.object({ version: z.literal(1), before: z.number(), runs: lenientList(RunSummary) });

/** News, and what the tasks in it are called. */
export interface SharedNews extends FeedNews {
  readonly names: Readonly<Record<string, string>>;
}

/** The files through which windows tell each other: each is renamed into place, so that none is ever seen half written. */
export class SharedFolder {
  readonly path: string;
  private readonly owner: string;
  private revisionRead: string | undefined;
  private revision = "";
  /** When each of the others last said something, and how many runs it had said by then. */
  private readonly heard = new Map<string, { readonly at: number; readonly count: number }>();

  constructor(path: string, owner: string) {
    this.path = path;
    this.owner = owner;
  }

  async make(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** Undefined if there is none. Without runs and names if these are as they were the last time. */
  async readNews(): Promise<SharedNews | undefined> {
    const status = await this.read(statusFile, Status);
    if (!status) return undefined;
    const { revision, ...news } = status;
    const rest = revision === this.revisionRead ? undefined : await this.read(runsFile, Runs);
    if (rest) this.revisionRead = revision;
    return { ...news, answeredAt: news.answeredAt, mark: news.mark, runs: rest?.runs ?? [], names: rest?.names ?? {} };
  }

  /** The runs only where they are others than the last time. */
  async writeNews({ runs, names, ...rest }: SharedNews, hasNewRuns: boolean): Promise<void> {
    if (hasNewRuns || this.revision === "") {
      await this.write(runsFile, { version: 1, runs: runs.map(run => RunSummary.parse(run)), names } satisfies z.infer<typeof Runs>);
      this.revision = crypto.randomUUID();
    }
    await this.write(statusFile, { ...rest, version: 1, revision: this.revision });
  }

  /** What this window learned by itself, for the one that leads. */
  async say(runs: readonly RunSummary[], before: number): Promise<void> {
    await this.write(`${saidPrefix}${this.owner}`, { version: 1, before, runs: runs.map(run => RunSummary.parse(run)) });
  }

  /** What other windows have said since this was called the last time. */
  async hear(): Promise<RunSummary[]> {
    const all: RunSummary[] = [];
    for (const name of await this.othersWith(saidPrefix)) {
      const at = await this.timeOf(name);
      const last = this.heard.get(name);
      if (at === undefined || at === last?.at) continue;
      const said = await this.read(name, Said);
      if (!said) continue;
      all.push(...said.runs.slice(Math.max(0, (last?.count ?? 0) - said.before)));
      this.heard.set(name, { at, count: said.before + said.runs.length });
    }
    return all;
  }

  /** Renewed again and again for as long as somebody watches here. */
  async watch(now: number): Promise<void> {
    const file = join(this.path, `${watchingPrefix}${this.owner}`);
    await writeFile(file, "", { mode: 0o600 });
    await utimes(file, now / 1000, now / 1000);
  }

  async unwatch(): Promise<void> {
    await rm(join(this.path, `${watchingPrefix}${this.owner}`), { force: true });
  }

  /** Whether somebody watches in another window that has renewed that lately. */
  async isWatchedElsewhere(now: number, withinMs: number): Promise<boolean> {
    const times = await Promise.all((await this.othersWith(watchingPrefix)).map(name => this.timeOf(name)));
    return times.some(at => at !== undefined && Math.abs(now - at) <= withinMs);
  }

  /** Removes what windows that died have left behind. */
  async tidy(now: number, olderThanMs: number): Promise<void> {
    for (const name of [...(await this.othersWith(saidPrefix)), ...(await this.othersWith(watchingPrefix))]) {
      const at = await this.timeOf(name);
      if (at === undefined || now - at < olderThanMs) continue;
      await rm(join(this.path, name), { force: true });
      this.heard.delete(name);
    }
  }

  /** At once, as a window that closes waits for nothing. */
  leave(): void {
    for (const prefix of [saidPrefix, watchingPrefix]) rmSync(join(this.path, `${prefix}${this.owner}`), { force: true });
  }

  private async othersWith(prefix: string): Promise<string[]> {
    const names = await readdir(this.path);
    return names.filter(name => name.startsWith(prefix) && name !== `${prefix}${this.owner}` && !name.endsWith(".part"));
  }

  private async timeOf(name: string): Promise<number | undefined> {
    try {
      return (await stat(join(this.path, name))).mtimeMs;
    } catch (error) {
      if (hasCode(error, "ENOENT")) return undefined;
      throw error;
    }
  }

  private async read<S extends z.ZodType>(name: string, schema: S): Promise<z.output<S> | undefined> {
    try {
      return schema.safeParse(JSON.parse(await readFile(join(this.path, name), "utf8"))).data;
    } catch (error) {
      if (hasCode(error, "ENOENT") || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  private async write(name: string, content: object): Promise<void> {
    const part = join(this.path, `${name}.${this.owner}.part`);
    await writeFile(part, JSON.stringify(content), { mode: 0o600 });
    await rename(part, join(this.path, name));
  }
}

/** Which of the others' files has changed: what leads listens to what is said and who watches, the others to what leads. */
export function concerns(name: string | null, isLeader: boolean): boolean {
  if (name === null || name.endsWith(".part")) return false;
  return isLeader ? name.startsWith(saidPrefix) || name.startsWith(watchingPrefix) : name === statusFile || name === lockFile;
}
