import type { Json } from "../../api/schemas/wire.ts";
import type { Blobs } from "./blobs.ts";

/** Longer texts lie in a file; the column has `@` and its name. JSON never begins so. */
const columnLetters = 64_000;
/** Of what an agent brings: an output, and a file. */
export const maxBroughtBytes = 105_000_000;

/** A JSON value of a row. Where it is large it lies in a file, which is read only by who asks for the value. */
export class Payload {
  private readonly cell: string;
  private readonly blobs: Blobs | undefined;

  /** `cell` is JSON text, or names a file among `blobs`. */
  constructor(cell: string, blobs?: Blobs) {
    this.cell = cell;
    this.blobs = blobs;
  }

  static of(value: Json): Payload {
    return new Payload(JSON.stringify(value ?? null));
  }

  /** The file holds the JSON text of the value. */
  static inFile(name: string, blobs: Blobs): Payload {
    return new Payload(`@${name}`, blobs);
  }

  toCell(blobs: Blobs): string {
    return this.blob === undefined && this.cell.length > columnLetters ? `@${blobs.write(this.cell)}` : this.cell;
  }

  /** The name of the file, where there is one. */
  get blob(): string | undefined {
    return this.cell.startsWith("@") ? this.cell.slice(1) : undefined;
  }

  get isMissing(): boolean {
    return this.blob !== undefined && this.blobs?.sizeOf(this.blob) === undefined;
  }

  get isTooLarge(): boolean {
    return this.blob === undefined && Buffer.byteLength(this.cell) > maxBroughtBytes;
  }

  /** Throws `MissingFile`. */
  read(): Json {
    return JSON.parse(this.blob === undefined || !this.blobs ? this.cell : this.blobs.readText(this.blob));
  }
}
