import * as vscode from "vscode";
import { hasFailed } from "../api/apiError.ts";
import { messageOf } from "../base/errors.ts";
import type { App } from "../host/app.ts";
import { readCompareIgnore } from "../host/compareSettings.ts";
import { type DocumentPlace, placeOf } from "../runs/documents/documentPlace.ts";
import { ignoreList } from "../runs/documents/ignoreList.ts";
import { listingOf, type RunDocument } from "../runs/documents/runDocuments.ts";
import { Readers } from "./reader.ts";
import type { RunFolder } from "./runFolder.ts";
import { RunFolders } from "./runFolders.ts";
import { type FolderNews, RunWatch } from "./runWatch.ts";
import { RunWatches } from "./runWatches.ts";
import { taskDefinition } from "./taskDefinition.ts";

const { Directory, File } = vscode.FileType;

type RunPlace = DocumentPlace & { readonly kind: "run" };

/** What is read of the file system of runs; loaded when somebody does. Every failure is one that the editor can show. */
export class RunFiles implements vscode.Disposable {
  private readonly app: App;
  private readonly readers: Readers;
  private readonly folders: RunFolders;
  private readonly watches: RunWatches;

  constructor(app: App, tell: (profile: string, run: string, news: FolderNews) => void) {
    this.app = app;
    this.readers = new Readers(app);
    this.folders = new RunFolders({ readers: this.readers, ignored: () => ignoreList(readCompareIgnore()), now: Date.now });
    this.watches = new RunWatches((profile, run) => {
      return new RunWatch(app, { profile, run, folders: this.folders, tell: news => tell(profile, run, news) });
    });
  }

  /** Of a run it is told what changes while somebody watches. */
  watch(uri: vscode.Uri): vscode.Disposable {
    const place = placeOf(uri.path, uri.query);
    return place?.kind === "run" ? this.watches.hold(place.profile, place.run) : { dispose: () => undefined };
  }

  dispose(): void {
    this.watches.dispose();
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
          return taskStat(await taskDefinition(this.readers, place));
        case "run":
          return this.runStat(uri, place);
      }
    });
  }

  read(uri: vscode.Uri): Promise<Uint8Array> {
    return told(uri, async () => {
      const place = knownPlace(uri);
      if (place.kind === "task") return (await taskDefinition(this.readers, place)).bytes;
      if (place.kind !== "run") throw vscode.FileSystemError.FileIsADirectory(uri);
      const folder = await this.folders.folder(place.profile, place.run);
      const document = folder.documents.get(place.path);
      if (document) return this.bytesOf(document, place, folder);
      throw listingOf(folder.documents, place.path) ? vscode.FileSystemError.FileIsADirectory(uri) : vscode.FileSystemError.FileNotFound(uri);
    });
  }

  list(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return told(uri, async () => {
      const place = knownPlace(uri);
      const { session } = this.app.connection;
      if (place.kind === "root") return session ? [[session.profile.id, Directory]] : [];
      if (place.kind !== "run") return [];
      const { documents } = await this.folders.folder(place.profile, place.run);
      const listing = listingOf(documents, place.path);
      if (!listing) throw documents.has(place.path) ? vscode.FileSystemError.FileNotADirectory(uri) : vscode.FileSystemError.FileNotFound(uri);
      return listing.map(({ name, isFolder }) => [name, isFolder ? Directory : File]);
    });
  }

  outdate(profile: string, runs: readonly string[]): void {
    for (const run of runs) this.folders.outdate(profile, run);
  }

  /** Keys, addresses or settings may be others now. */
  forget(): void {
    this.folders.clear();
    this.readers.forget();
  }

  private async runStat(uri: vscode.Uri, { profile, run, path }: RunPlace): Promise<vscode.FileStat> {
    const folder = await this.folders.folder(profile, run);
    const document = folder.documents.get(path);
    if (document) {
      return { type: File, ctime: folder.createdAt, mtime: folder.changedAt, size: await sizeOf(document, path, folder), permissions: vscode.FilePermission.Readonly };
    }
    if (listingOf(folder.documents, path)) return folderStat(folder.createdAt, folder.changedAt);
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  private bytesOf(document: RunDocument, { profile, run, path }: RunPlace, folder: RunFolder): Promise<Uint8Array> {
    const { folders } = this;
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
  const place = placeOf(uri.path, uri.query);
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
