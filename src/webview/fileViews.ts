import type { FromRunPage } from "../protocol/runPage.ts";
import { pictureSize } from "./pictureSize.ts";

export type FilePicture = { readonly kind: "asked" } | { readonly kind: "here"; readonly url: string } | { readonly kind: "missing"; readonly why: string };

const mostPixels = 60_000_000;

/** Which files of the run are looked into, and the pictures among them. */
export class FileViews {
  private readonly open = new Set<string>();
  private readonly pictures = new Map<string, FilePicture>();
  private readonly send: (intent: FromRunPage) => void;
  private readonly changed: () => void;

  constructor(send: (intent: FromRunPage) => void, changed: () => void) {
    this.send = send;
    this.changed = changed;
  }

  isOpen(id: string): boolean {
    return this.open.has(id);
  }

  toggle(id: string): void {
    if (!this.open.delete(id)) this.open.add(id);
    else this.free(id);
    this.changed();
  }

  picture(id: string): FilePicture {
    const held = this.pictures.get(id);
    if (held) return held;
    this.pictures.set(id, { kind: "asked" });
    this.send({ type: "wantPicture", file: id });
    return { kind: "asked" };
  }

  arrive(id: string, mime: string, bytes: ArrayBuffer): void {
    if (this.pictures.get(id)?.kind !== "asked") return;
    const size = pictureSize(bytes);
    if (!size) return this.miss(id, "This file is not the picture that it says it is.");
    if (size.width * size.height > mostPixels) return this.miss(id, `This picture is too large to be shown here: ${size.width} × ${size.height} pixels.`);
    this.pictures.set(id, { kind: "here", url: URL.createObjectURL(new Blob([bytes], { type: mime })) });
    this.changed();
  }

  miss(id: string, why: string): void {
    if (!this.pictures.has(id)) return;
    this.free(id);
    this.pictures.set(id, { kind: "missing", why });
    this.changed();
  }

  clear(): void {
    for (const id of this.pictures.keys()) this.free(id);
    this.open.clear();
  }

  private free(id: string): void {
    const held = this.pictures.get(id);
    if (held?.kind === "here") URL.revokeObjectURL(held.url);
    this.pictures.delete(id);
  }
}
