import type { Run } from "../api/schemas/run.ts";
import { RecentlyUsed } from "../base/recentlyUsed.ts";
import { readEvents } from "../host/runEvents.ts";
import type { IgnoreList } from "../runs/documents/ignoreList.ts";
import type { Readers } from "./reader.ts";
import { RunFolder } from "./runFolder.ts";

/** Characters of answers, and bytes of files and pictures, that are kept for those who come back to them. */
const keptText = 60_000_000;
const keptBytes = 64_000_000;
/** The editor wants a file as a whole, in memory. */
const largestFile = 256_000_000;

export interface RunFoldersOptions {
  readonly readers: Readers;
  readonly ignored: () => IgnoreList;
  readonly now: () => number;
}

/** The runs whose documents are being read. */
export class RunFolders {
  private readonly options: RunFoldersOptions;
  private readonly folders = new RecentlyUsed<RunFolder>(keptText);
  private readonly loading = new Map<string, Promise<RunFolder>>();
  private readonly bytes = new RecentlyUsed<Uint8Array>(keptBytes);

  constructor(options: RunFoldersOptions) {
    this.options = options;
  }

  /** As it is now: of a run that goes on, a few seconds old at most. */
  async folder(profile: string, run: string): Promise<RunFolder> {
    const known = this.folders.get(keyOf(profile, run));
    return known?.isFresh ? known : this.load(profile, run);
  }

  /** As it was when it was last read, however long ago; undefined where that was never, or is forgotten. */
  known(profile: string, run: string): RunFolder | undefined {
    return this.folders.get(keyOf(profile, run));
  }

  /** As it is at this moment. */
  async latest(profile: string, run: string): Promise<RunFolder> {
    return this.load(profile, run);
  }

  async file(profile: string, run: string, id: string): Promise<Uint8Array> {
    return this.download(`${keyOf(profile, run)} file ${id}`, { profile, run }, found => found.storage?.find(file => file.id === id));
  }

  async frame(profile: string, run: string, index: number): Promise<Uint8Array> {
    return this.download(`${keyOf(profile, run)} frame ${index}`, { profile, run }, found => found.artifacts?.screenshots?.[index]);
  }

  /** The run is another than it was. */
  outdate(profile: string, run: string): void {
    this.folders.get(keyOf(profile, run))?.outdate();
  }

  clear(): void {
    this.folders.clear();
    this.bytes.clear();
  }

  /** Those who ask at the same time are given the same answer. */
  private load(profile: string, run: string): Promise<RunFolder> {
    const key = keyOf(profile, run);
    const under = this.loading.get(key);
    if (under) return under;
    const loading = this.read(profile, run).finally(() => this.loading.delete(key));
    this.loading.set(key, loading);
    return loading;
  }

  private async read(profile: string, id: string): Promise<RunFolder> {
    const { readers, ignored, now } = this.options;
    const reader = await readers.of(profile);
    const { value: run, text } = await reader.client.runs.getForText(id, ["input", "storage", "artifacts"]);
    const task = await reader.taskName(run);
    const events = once(() => readEvents(reader.client, run));
    const folder = new RunFolder({ run, text, task, events, ignored, now }, this.folders.get(keyOf(profile, id)));
    this.folders.set(keyOf(profile, id), folder, folder.size);
    return folder;
  }

  /** Addresses expire: one that does not answer is asked for again, once. */
  private async download(key: string, { profile, run }: { profile: string; run: string }, linkIn: (run: Run) => Link | undefined): Promise<Uint8Array> {
    const known = this.bytes.get(key);
    if (known) return known;
    const folder = await this.folder(profile, run);
    checkSize(linkIn(folder.run));
    const { client } = await this.options.readers.of(profile);
    const from = async (link: Link | undefined): Promise<Uint8Array> => {
      if (!link?.url) throw new Error("Deck sent no address for it: it may be past its retention.");
      return new Uint8Array(await client.download(link.url));
    };
    const bytes = await from(linkIn(folder.run)).catch(async () => from(linkIn((await this.load(profile, run)).run)));
    if (bytes.byteLength <= keptBytes) this.bytes.set(key, bytes, bytes.byteLength);
    return bytes;
  }
}

interface Link {
  readonly url?: string | null | undefined;
  readonly file_size: number;
}

function checkSize(link: Link | undefined): void {
  if ((link?.file_size ?? 0) <= largestFile) return;
  throw new Error(`It is larger than ${largestFile / 1_000_000} MB, which is too much for an editor. Save it from the run's panel.`);
}

function keyOf(profile: string, run: string): string {
  return JSON.stringify([profile, run]);
}

function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => (done ??= act());
}
