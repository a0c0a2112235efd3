import * as vscode from "vscode";
import type { App } from "../host/app.ts";
import { runPath } from "../runs/documentPlace.ts";
import type { RunFiles } from "./runFiles.ts";

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

  /** Changes are told for all that was read, watched or not. */
  watch(): vscode.Disposable {
    return { dispose: () => undefined };
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
    const folders = runs.map(run => `${runPath(profile, run)}/`);
    this.tell([...this.served.values()].filter(({ path }) => folders.some(folder => path.startsWith(folder))));
  }

  /** Nothing that is known counts any more; whoever shows something reads it again, if it can be read now. */
  forget({ isReadable }: { readonly isReadable: boolean }): void {
    this.opened?.forget();
    if (isReadable) this.tell([...this.served.values()]);
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
    this.changed.dispose();
  }

  private tell(uris: readonly vscode.Uri[]): void {
    if (uris.length > 0) this.changed.fire(uris.map(uri => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  private files(): Promise<RunFiles> {
    this.opening ??= import("./runFiles.ts").then(({ RunFiles: Files }) => (this.opened = new Files(this.app)));
    return this.opening;
  }
}
