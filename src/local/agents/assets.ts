import { readFileSync, realpathSync } from "node:fs";
import { basename, extname, resolve, sep } from "node:path";

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
  private readonly folder: string | undefined;

  constructor(folder: string | undefined) {
    this.folder = folder;
  }

  /** Throws for what is not there and for what lies outside, by links too. */
  read(path: string): Asset {
    if (this.folder === undefined) throw new Error(`There is no assets folder, so ${path} cannot be used`);
    const root = realpathSync(this.folder);
    const real = realpathSync(resolve(root, path));
    if (!real.startsWith(root + sep)) throw new Error(`${path} is not in the assets folder`);
    return { bytes: readFileSync(real), name: basename(real), type: mediaTypeOf(real) };
  }
}
