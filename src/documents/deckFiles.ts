import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "../host/app.ts";
import { type DocumentPlace, placeOf, runPath } from "../runs/documentPlace.ts";
import { listingOf, type RunDocument } from "../runs/runDocuments.ts";
import type { Readers } from "./reader.ts";
import type { RunFolder } from "./runFolder.ts";
import type { RunFolders } from "./runFolders.ts";
import { taskDefinition } from "./taskDefinition.ts";

const { Directory, File } = vscode.FileType;

interface DeckFilesOptions {
  readonly app: App;
  readonly folders: RunFolders;
  readonly readers: Readers;
}

/** Runs as folders of files, for everything in the editor that works on files. Nothing in it can be changed. */
export class DeckFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly options: DeckFilesOptions;
  /** What somebody has read, by its address: whom a change may concern. */
  private readonly served = new Map<string, vscode.Uri>();

  constructor(options: DeckFilesOptions) {
    this.options = options;
  }

  /** Changes are told for all that was read, watched or not. */
  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return told(uri, async () => {
      const place = knownPlace(uri);
      switch (place.kind) {
        case "root":
        case "profile":
        case "tasks":
          return folderStat(0, 0);
        case "task":
          return taskStat(await taskDefinition(this.options.readers, place));
        case "run":
          return this.runStat(uri, place);
      }
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return told(uri, async () => {
      const place = knownPlace(uri);
      this.served.set(uri.toString(), uri);
      if (place.kind === "task") return (await taskDefinition(this.options.readers, place)).bytes;
      if (place.kind !== "run") throw vscode.FileSystemError.FileIsADirectory(uri);
      const folder = await this.options.folders.folder(place.profile, place.run);
      const document = folder.documents.get(place.path);
      if (document) return this.bytesOf(document, place, folder);
      throw listingOf(folder.documents, place.path) ? vscode.FileSystemError.FileIsADirectory(uri) : vscode.FileSystemError.FileNotFound(uri);
    });
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return told(uri, async () => {
      const place = knownPlace(uri);
      const { session } = this.options.app.connection;
      if (place.kind === "root") return session ? [[session.profile.id, Directory]] : [];
      if (place.kind !== "run") return [];
      const { documents } = await this.options.folders.folder(place.profile, place.run);
      const listing = listingOf(documents, place.path);
      if (!listing) throw documents.has(place.path) ? vscode.FileSystemError.FileNotADirectory(uri) : vscode.FileSystemError.FileNotFound(uri);
      return listing.map(({ name, isFolder }) => [name, isFolder ? Directory : File]);
    });
  }

  /** Whoever shows something of these runs reads it again; without runs, of all. */
  outdate(profile: string, runs?: readonly string[]): void {
    for (const run of runs ?? []) this.options.folders.outdate(profile, run);
    const folders = runs?.map(run => `${runPath(profile, run)}/`);
    const concerned = [...this.served.values()].filter(({ path }) => !folders || folders.some(folder => path.startsWith(folder)));
    if (concerned.length > 0) this.changed.fire(concerned.map(uri => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  writeFile(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  delete(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  rename(uri: vscode.Uri): never {
    throw readOnly(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async runStat(uri: vscode.Uri, { profile, run, path }: DocumentPlace & { kind: "run" }): Promise<vscode.FileStat> {
    const folder = await this.options.folders.folder(profile, run);
    const document = folder.documents.get(path);
    if (document) {
      return { type: File, ctime: folder.createdAt, mtime: folder.changedAt, size: await sizeOf(document, path, folder), permissions: vscode.FilePermission.Readonly };
    }
    if (listingOf(folder.documents, path)) return folderStat(folder.createdAt, folder.changedAt);
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  private bytesOf(document: RunDocument, { profile, run, path }: DocumentPlace & { kind: "run" }, folder: RunFolder): Promise<Uint8Array> {
    const { folders } = this.options;
    if (document.kind === "file") return folders.file(profile, run, document.id);
    if (document.kind === "frame") return folders.frame(profile, run, document.index);
    return folder.written(path, document);
  }
}

async function sizeOf(document: RunDocument, path: string, folder: RunFolder): Promise<number> {
  if (document.kind === "file" || document.kind === "frame") return document.bytes;
  return (await folder.written(path, document)).byteLength;
}

function folderStat(ctime: number, mtime: number): vscode.FileStat {
  return { type: Directory, ctime, mtime, size: 0, permissions: vscode.FilePermission.Readonly };
}

function taskStat({ bytes, changedAt }: { bytes: Uint8Array; changedAt: number }): vscode.FileStat {
  return { type: File, ctime: changedAt, mtime: changedAt, size: bytes.byteLength, permissions: vscode.FilePermission.Readonly };
}

function knownPlace(uri: vscode.Uri): DocumentPlace {
  const place = placeOf(uri.path);
  if (!place) throw vscode.FileSystemError.FileNotFound(uri);
  return place;
}

/** The editor shows the sentence of an error that is its own. */
async function told<T>(uri: vscode.Uri, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw error;
    if (hasFailed(error, "notFound")) throw vscode.FileSystemError.FileNotFound(uri);
    throw vscode.FileSystemError.Unavailable(messageOf(error));
  }
}

function readOnly(uri: vscode.Uri): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(uri);
}
