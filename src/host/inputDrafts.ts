import * as vscode from "vscode";
import type { RunStart } from "../api/parts/runs.ts";
import type { Task } from "../api/schemas/resources.ts";
import { Lifetime } from "../base/lifetime.ts";
import { draftScheme } from "./commandIds.ts";

/** An input that is being written, for a run that is not yet begun. */
export interface InputDraft {
  readonly profile: string;
  readonly task: Task;
  readonly place: Omit<RunStart, "input">;
  /** Files that stand in the text as `deck-file:` addresses. */
  readonly files: Map<string, vscode.Uri>;
}

const schemaScheme = "deck-input-schema";
/** As many as package.json ties to a schema: an association cannot be made while the editor runs. */
const places = 8;

interface Kept {
  readonly draft: InputDraft;
  bytes: Uint8Array;
  mtime: number;
}

/** Inputs in the editor's own JSON editor, in memory only: they may be personal, and are gone with the window. */
export class InputDrafts implements vscode.FileSystemProvider, vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly lifetime = new Lifetime();
  private readonly filesChanged = this.lifetime.own(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.filesChanged.event;
  private readonly schemaChanged = this.lifetime.own(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.schemaChanged.event;
  private readonly kept = new Map<string, Kept>();
  private readonly schemas = new Map<number, string>();
  private last = 0;

  constructor() {
    this.lifetime.own(vscode.workspace.registerFileSystemProvider(draftScheme, this, { isCaseSensitive: true }));
    this.lifetime.own(vscode.workspace.registerTextDocumentContentProvider(schemaScheme, this));
  }

  /** Where the draft can be edited. Throws if as many are open as there can be: none gives way to another. */
  open(draft: InputDraft, text: string): vscode.Uri {
    const place = this.freePlace();
    this.emptied(place);
    const uri = vscode.Uri.from({ scheme: draftScheme, path: `${folderOf(place)}${fileNameOf(draft.task.name)}.json` });
    this.schemas.set(place, JSON.stringify(draft.task.input_schema ?? {}));
    this.schemaChanged.fire(vscode.Uri.from({ scheme: schemaScheme, authority: "task", path: `/${place}.json` }));
    this.kept.set(uri.path, { draft, bytes: new TextEncoder().encode(text), mtime: Date.now() });
    return uri;
  }

  draftAt(uri: vscode.Uri): InputDraft | undefined {
    return uri.scheme === draftScheme ? this.kept.get(uri.path)?.draft : undefined;
  }

  forget(uri: vscode.Uri): void {
    this.kept.delete(uri.path);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.schemas.get(Number.parseInt(path.slice(1), 10)) ?? "{}";
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, mtime } = this.at(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: bytes.byteLength };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.at(uri).bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const kept = this.at(uri);
    kept.bytes = bytes;
    kept.mtime = Date.now();
    this.filesChanged.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    this.forget(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  /** The one that was used longest ago of those that no tab shows: what was closed can be opened again for a while. */
  private freePlace(): number {
    const shown = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ input }) => (input instanceof vscode.TabInputText ? input.uri : undefined));
    const inUse = new Set(shown.filter(uri => uri?.scheme === draftScheme && this.kept.has(uri.path)).map(uri => placeOf(uri?.path ?? "")));
    for (let step = 1; step <= places; step++) {
      const place = ((this.last + step - 1) % places) + 1;
      if (!inUse.has(place)) return (this.last = place);
    }
    throw new Error(`${places} inputs are open, and there cannot be more. Run or close one of them, and then start again.`);
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
