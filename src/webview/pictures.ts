import { pictureSize } from "./pictureSize.ts";

export type Picture =
  | { readonly kind: "asked" }
  | { readonly kind: "here"; readonly url: string; readonly bytes: number; readonly note?: string }
  | { readonly kind: "missing"; readonly why: string };

export interface WantedPictures {
  /** Shown large, the most important one first. */
  readonly large: readonly number[];
  /** In view of the strip. */
  readonly small: readonly number[];
}

const mostAtOnce = 6;
const mostLarge = 24;
const mostLargeBytes = 60_000_000;
const mostSmall = 240;
const smallWidth = 208;
/** From here on a picture is shown smaller than it is; from there on not at all. */
const largestWholePixels = 24_000_000;
const largestPixels = 120_000_000;
const reducedWidth = 4_000;

/** The pictures near what is shown. Those far from it are given back, whatever the number of frames. */
export class Pictures {
  private readonly large = new Map<number, Picture>();
  private readonly small = new Map<number, HTMLCanvasElement>();
  private readonly ask: (index: number) => void;
  private readonly changed: () => void;
  private wanted: WantedPictures = { large: [], small: [] };

  constructor(ask: (index: number) => void, changed: () => void) {
    this.ask = ask;
    this.changed = changed;
  }

  get(index: number): Picture | undefined {
    return this.large.get(index);
  }

  thumbnail(index: number): HTMLCanvasElement | undefined {
    return this.small.get(index);
  }

  /** Says what is near now; what is no longer near is not asked for any more. */
  want(wanted: WantedPictures): void {
    this.wanted = wanted;
    this.pump();
  }

  retry(index: number): void {
    this.large.delete(index);
    this.pump();
    this.changed();
  }

  async arrive(index: number, mime: string, bytes: ArrayBuffer): Promise<void> {
    // The run may be another one by the time its picture comes.
    if (this.large.get(index)?.kind !== "asked") return;
    const picture = await readPicture(new Blob([bytes], { type: mime }), pictureSize(bytes));
    if (this.large.get(index)?.kind !== "asked") return;
    if ("why" in picture) return this.miss(index, picture.why);
    const { blob, thumbnail, note } = picture;
    this.put(index, { kind: "here", url: URL.createObjectURL(blob), bytes: blob.size, ...(note === undefined ? {} : { note }) });
    this.small.delete(index);
    this.small.set(index, thumbnail);
    this.trim();
    this.pump();
  }

  miss(index: number, why: string): void {
    if (!this.large.has(index)) return;
    this.put(index, { kind: "missing", why });
    this.pump();
  }

  /** Forgets and frees all: another run is shown. */
  clear(): void {
    for (const index of this.large.keys()) this.drop(index);
    this.small.clear();
  }

  /** Frees those of frames that are gone. */
  keep(count: number): void {
    for (const index of this.large.keys()) if (index >= count) this.drop(index);
    for (const index of this.small.keys()) if (index >= count) this.small.delete(index);
  }

  private pump(): void {
    const { large, small } = this.wanted;
    let underway = [...this.large.values()].filter(({ kind }) => kind === "asked").length;
    const lacking = [...large, ...small.filter(index => !this.small.has(index))].filter(index => !this.large.has(index));
    for (const index of lacking) {
      if (underway >= mostAtOnce) return;
      if (this.large.has(index)) continue;
      underway++;
      this.large.set(index, { kind: "asked" });
      this.ask(index);
    }
  }

  private put(index: number, picture: Picture): void {
    this.drop(index);
    this.large.set(index, picture);
    this.changed();
  }

  private trim(): void {
    const near = new Set(this.wanted.large);
    let bytes = this.bytes();
    for (const [index, picture] of this.large) {
      if (this.large.size <= mostLarge && bytes <= mostLargeBytes) break;
      if (picture.kind !== "here" || near.has(index)) continue;
      bytes -= picture.bytes;
      this.drop(index);
    }
    for (const index of this.small.keys()) {
      if (this.small.size <= mostSmall) break;
      if (!this.wanted.small.includes(index)) this.small.delete(index);
    }
  }

  private bytes(): number {
    return [...this.large.values()].reduce((sum, picture) => sum + (picture.kind === "here" ? picture.bytes : 0), 0);
  }

  private drop(index: number): void {
    const held = this.large.get(index);
    if (held?.kind === "here") URL.revokeObjectURL(held.url);
    this.large.delete(index);
  }
}

type ReadPicture = { readonly blob: Blob; readonly thumbnail: HTMLCanvasElement; readonly note?: string } | { readonly why: string };

const noPicture = "What the service sent is not a picture that can be shown.";

/** Decoding happens off the main thread, and never of more than the machine can take. */
async function readPicture(blob: Blob, size: { width: number; height: number } | undefined): Promise<ReadPicture> {
  if (!size || size.width < 1 || size.height < 1) return { why: noPicture };
  const pixels = size.width * size.height;
  const words = `${size.width.toLocaleString("en")} × ${size.height.toLocaleString("en")} pixels`;
  if (pixels > largestPixels) return { why: `This picture is too large to be shown here: ${words}. Save it to look at it elsewhere.` };
  try {
    const thumbnail = await drawn(blob, Math.min(smallWidth, size.width));
    if (pixels <= largestWholePixels) return { blob, thumbnail };
    const reduced = await drawn(blob, reducedWidth);
    const smaller = await new Promise<Blob | null>(done => reduced.toBlob(done, "image/webp"));
    return smaller ? { blob: smaller, thumbnail, note: `Shown smaller than it is: ${words}.` } : { why: noPicture };
  } catch {
    // The browser says only that it cannot.
    return { why: noPicture };
  }
}

async function drawn(blob: Blob, width: number): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
  return canvas;
}
