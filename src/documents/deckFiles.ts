import * as vscode from "vscode";
import { Lifetime } from "../base/lifetime.ts";
import type { App } from "../host/app.ts";
import { runUri, taskUri } from "../host/deckUri.ts";
import type { CatalogChange } from "../runs/catalog.ts";
import { placeOf } from "../runs/documents/documentPlace.ts";
import type { RunFiles } from "./runFiles.ts";
import type { FolderNews } from "./runWatch.ts";

/** Runs as folders of files, for everything in the editor that works on files. Nothing in it can be changed. */
export class DeckFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly app: App;
  private opening: Promise<RunFiles> | undefined;
  private opened: RunFiles | undefined;
  /** What somebody has read, by its address: whom a change may concern. */
  private readonly served = new Map<string, vscode.Uri>();

  constructor(app: App) {
    this.app = app;
  }

  /** That a run is another is told for all that was read of it; what the list of runs does not tell, only while it is watched. */
  watch(uri: vscode.Uri): vscode.Disposable {
    const lifetime = new Lifetime();
    void this.files().then(files => lifetime.own(files.watch(uri)));
    return lifetime;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.files()).stat(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    this.served.set(uri.toString(), uri);
    return (await this.files()).read(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return (await this.files()).list(uri);
  }

  /** Whoever shows something of these runs reads it again. */
  outdate(profile: string, runs: readonly string[]): void {
    this.opened?.outdate(profile, runs);
    this.tell(runs.flatMap(run => this.servedOf(profile, run)).map(asChanged));
  }

  /** Whoever shows the definition of one of these tasks reads it again, or learns that it is gone. */
  outdateTasks(profile: string, { changed, gone }: CatalogChange): void {
    const told = (ids: readonly string[], type: vscode.FileChangeType): vscode.FileChangeEvent[] =>
      ids.map(task => ({ type, uri: taskUri(profile, task) })).filter(({ uri }) => this.served.has(uri.toString()));
    this.tell([...told(changed, vscode.FileChangeType.Changed), ...told(gone, vscode.FileChangeType.Deleted)]);
  }

  /** Nothing that is known counts any more; whoever shows something reads it again, if it can be read now. */
  forget({ isReadable }: { readonly isReadable: boolean }): void {
    this.opened?.forget();
    if (isReadable) this.tell([...this.served.values()].map(asChanged));
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.opened?.dispose();
    this.changed.dispose();
  }

  private tellNews(profile: string, run: string, { added, removed }: FolderNews): void {
    const at = (type: vscode.FileChangeType) => (path: string) => ({ type, uri: runUri(profile, run, path) });
    this.tell([
      ...this.servedOf(profile, run).map(asChanged),
      ...added.map(at(vscode.FileChangeType.Created)),
      ...removed.map(at(vscode.FileChangeType.Deleted)),
    ]);
  }

  private servedOf(profile: string, run: string): vscode.Uri[] {
    return [...this.served.values()].filter(({ path, query }) => {
      const place = placeOf(path, query);
      return place?.kind === "run" && place.profile === profile && place.run === run;
    });
  }

  private tell(changes: vscode.FileChangeEvent[]): void {
    if (changes.length > 0) this.changed.fire(changes);
  }

  private files(): Promise<RunFiles> {
    this.opening ??= import("./runFiles.ts").then(({ RunFiles: Files }) => (this.opened = new Files(this.app, (profile, run, news) => this.tellNews(profile, run, news))));
    return this.opening;
  }
}

function asChanged(uri: vscode.Uri): vscode.FileChangeEvent {
  return { type: vscode.FileChangeType.Changed, uri };
}
