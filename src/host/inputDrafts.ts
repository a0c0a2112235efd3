import * as vscode from "vscode";
import type { RunStart } from "../api/parts/runs.ts";
import type { Task } from "../api/schemas/resources.ts";
import { Lifetime } from "../base/lifetime.ts";
import { keptText, type KeptText } from "../runs/starting/keptInput.ts";
import { draftScheme } from "./commandIds.ts";
import type { DraftMemory } from "./draftMemory.ts";
import { draftUri, shownDrafts } from "./draftTabs.ts";
import type { StoredDraft } from "./storedDrafts.ts";

/** An input that is being written, for a run that is not yet begun. */
export interface InputDraft {
  readonly profile: string;
  readonly task: Pick<Task, "id" | "name" | "input_schema">;
  readonly place: Omit<RunStart, "input">;
  /** Files that stand in the text as `deck-file:` addresses. */
  readonly files: Map<string, vscode.Uri>;
  /** Members that the service vaulted in earlier runs of the task. */
  readonly vaulted: readonly string[];
  /** Members whose values did not outlive an earlier window. */
  readonly cut?: readonly string[];
  /** Nor did what was typed last. */
  readonly isPartial?: boolean;
}

const schemaScheme = "deck-input-schema";
/** As many as package.json ties to a schema: an association cannot be made while the editor runs. */
const places = 8;

interface Kept {
  readonly draft: InputDraft;
  bytes: Uint8Array;
  mtime: number;
  /** The last text of which it was known what is secret in it. */
  kept: KeptText | undefined;
  /** Its run has begun. What the editor still saves of it is taken: else it would bring the tab back. */
  isOver: boolean;
}

/**
 * Inputs in the editor's own JSON editor. They may be personal: what a tab shows is kept for a reload of the window, in the
 * secret storage and without its secrets; all else is in memory only.
 */
export class InputDrafts implements vscode.FileSystemProvider, vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly lifetime = new Lifetime();
  private readonly filesChanged = this.lifetime.own(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.filesChanged.event;
  private readonly schemaChanged = this.lifetime.own(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.schemaChanged.event;
  private readonly kept = new Map<string, Kept>();
  private readonly schemas = new Map<number, string>();
  private readonly memory: DraftMemory;
  /** What the window before has left is there. */
  readonly ready: Promise<void>;
  private last = 0;

  constructor(memory: DraftMemory) {
    this.memory = memory;
    this.ready = this.restore();
    this.lifetime.own(vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => [...opened, ...closed].some(draftUri) && this.keep()));
    this.lifetime.own(vscode.workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }));
    this.lifetime.own(vscode.workspace.registerTextDocumentContentProvider(schemaScheme, this));
  }

  /** Where the draft can be edited. Throws if as many are open as there can be: none gives way to another. */
  async open(draft: InputDraft, text: string): Promise<vscode.Uri> {
    await this.ready;
    const place = this.freePlace();
    this.emptied(place);
    const uri = vscode.Uri.from({ scheme: draftScheme, path: `${folderOf(place)}${fileNameOf(draft.task.name)}.json` });
    this.put(uri.path, draft, text);
    return uri;
  }

  draftAt(uri: vscode.Uri): InputDraft | undefined {
    const kept = uri.scheme === draftScheme ? this.kept.get(uri.path) : undefined;
    return kept?.isOver ? undefined : kept?.draft;
  }

  forget(uri: vscode.Uri): void {
    const kept = this.kept.get(uri.path);
    if (kept) kept.isOver = true;
    this.keep();
  }

  async provideTextDocumentContent({ path }: vscode.Uri): Promise<string> {
    await this.ready;
    return this.schemas.get(Number.parseInt(path.slice(1), 10)) ?? "{}";
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    await this.ready;
    const { bytes, mtime } = this.at(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    await this.ready;
    const { bytes, isOver } = this.at(uri);
    if (isOver) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const kept = this.at(uri);
    kept.bytes = bytes;
    kept.mtime = Date.now();
    this.keep();
    this.filesChanged.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    this.kept.delete(uri.path);
    this.keep();
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** The one that was used longest ago of those that no tab shows: what was closed can be opened again for a while. */
  private freePlace(): number {
    const inUse = new Set(shownDrafts().filter(path => this.kept.has(path)).map(placeOf));
    for (let step = 1; step <= places; step++) {
      const place = ((this.last + step - 1) % places) + 1;
      if (!inUse.has(place)) return (this.last = place);
    }
    throw new Error(`${places} inputs are open, and there cannot be more. Run or close one of them, and then start again.`);
  }

  private put(path: string, draft: InputDraft, text: string): void {
    const place = placeOf(path);
    this.schemas.set(place, JSON.stringify(draft.task.input_schema ?? {}));
    this.schemaChanged.fire(vscode.Uri.from({ scheme: schemaScheme, authority: "task", path: `/${place}.json` }));
    this.kept.set(path, { draft, bytes: new TextEncoder().encode(text), mtime: Date.now(), kept: undefined, isOver: false });
  }

  private async restore(): Promise<void> {
    for (const { path, files, text, ...draft } of await this.memory.read()) {
      this.put(path, { ...draft, files: new Map(files.map(([address, uri]) => [address, vscode.Uri.parse(uri)])) }, text);
    }
  }

  private keep(): void {
    this.memory.keep(() => shownDrafts().flatMap(path => storedOf(path, this.kept.get(path))));
  }

  private emptied(place: number): void {
    for (const path of this.kept.keys()) if (placeOf(path) === place) this.kept.delete(path);
  }

  private at(uri: vscode.Uri): Kept {
    const kept = this.kept.get(uri.path);
    if (!kept) throw vscode.FileSystemError.FileNotFound(uri);
    return kept;
  }
}

function storedOf(path: string, kept: Kept | undefined): StoredDraft[] {
  if (!kept || kept.isOver) return [];
  const { profile, task, place, files, vaulted, cut = [] } = kept.draft;
  const current = keptText(new TextDecoder().decode(kept.bytes), task.input_schema, vaulted);
  kept.kept = current ?? kept.kept;
  if (!kept.kept) return [];
  const { id, name, input_schema } = task;
  return [
    {
      path,
      profile,
      place,
      task: { id, name, input_schema },
      vaulted: [...vaulted],
      files: Array.from(files, ([address, uri]) => [address, uri.toString()]),
      text: kept.kept.text,
      cut: Array.from(new Set([...cut, ...kept.kept.cut])),
      isPartial: !current,
    },
  ];
}

const folderStart = "/deck-input-";

function folderOf(place: number): string {
  return `${folderStart}${place}/`;
}

function placeOf(path: string): number {
  return Number.parseInt(path.slice(folderStart.length), 10);
}

function fileNameOf(taskName: string): string {
  return taskName.replaceAll(/[/\\:*?"<>|\s]+/g, " ").trim() || "Input";
}
