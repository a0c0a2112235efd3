import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, extname, join, resolve, sep } from "node:path";

export interface Asset {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type: string;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".html": "text/html",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webp": "image/webp",
};

export function mediaTypeOf(name: string): string {
  return mediaTypes[extname(name).toLowerCase()] ?? "application/octet-stream";
}

/** The pictures and files that scenarios name. */
export class Assets {
  private readonly folders: readonly string[];

  /** The first folder that has the file gives it. */
  constructor(...folders: readonly (string | undefined)[]) {
    this.folders = folders.filter(folder => folder !== undefined);
  }

  /** Throws for what is not there and for what lies outside, by links too. */
  read(path: string): Asset {
    const folder = this.folders.find(each => existsSync(join(each, path)));
    if (folder === undefined) throw new Error(`${path} is not among the files that scenarios may use`);
    const root = realpathSync(folder);
    const real = realpathSync(resolve(root, path));
    if (!real.startsWith(root + sep)) throw new Error(`${path} is not in the assets folder`);
    return { bytes: readFileSync(real), name: basename(real), type: mediaTypeOf(real) };
  }
}
