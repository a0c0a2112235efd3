import type { FromRunPage, RunFile } from "../protocol/runPage.ts";
import type { PdfView } from "./pdf/pdfView.ts";
import { pictureSize } from "./pictureSize.ts";

/** A file whose bytes are shown as they are. */
export type FileBytes =
  | { readonly kind: "asked" }
  | { readonly kind: "picture"; readonly url: string }
  | { readonly kind: "pdf"; readonly view: PdfView }
  | { readonly kind: "missing"; readonly why: string };

const mostPixels = 60_000_000;
const noPicture = "This file is not the picture that it says it is.";

/** Which files of the run are looked into, and what their bytes have become. */
export class FileViews {
  private readonly open = new Set<string>();
  private readonly held = new Map<string, FileBytes>();
  private readonly asked = new Map<string, RunFile>();
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

  get(file: RunFile): FileBytes {
    const held = this.held.get(file.id);
    if (held) return held;
    this.asked.set(file.id, file);
    this.held.set(file.id, { kind: "asked" });
    this.send({ type: "wantFile", file: file.id });
    return { kind: "asked" };
  }

  async arrive(id: string, mime: string, bytes: ArrayBuffer): Promise<void> {
    const file = this.asked.get(id);
    if (this.held.get(id)?.kind !== "asked" || !file) return;
    this.asked.delete(id);
    if (file.preview !== "pdf") return this.showPicture(id, mime, bytes);
    const loaded = await import("./pdf/pdfView.ts").catch(() => undefined);
    if (!loaded) return this.miss(id, "What shows PDFs on this page could not be loaded. Open the file, or close this tab and open the run again.");
    if (this.held.get(id)?.kind !== "asked") return;
    const scriptUrl = new URL("pdf/pdfScript.js", document.baseURI).href;
    this.put(id, { kind: "pdf", view: new loaded.PdfView({ name: file.name, scriptUrl, bytes, open: () => this.send({ type: "openFile", id }) }) });
  }

  miss(id: string, why: string): void {
    if (this.held.has(id)) this.put(id, { kind: "missing", why });
  }

  clear(): void {
    for (const id of this.held.keys()) this.free(id);
    this.open.clear();
  }

  private showPicture(id: string, mime: string, bytes: ArrayBuffer): void {
    const size = pictureSize(bytes);
    if (!size) return this.miss(id, noPicture);
    if (size.width * size.height > mostPixels) return this.miss(id, `This picture is too large to be shown here: ${size.width} × ${size.height} pixels.`);
    this.put(id, { kind: "picture", url: URL.createObjectURL(new Blob([bytes], { type: mime })) });
  }

  private put(id: string, bytes: FileBytes): void {
    this.free(id);
    this.held.set(id, bytes);
    this.changed();
  }

  private free(id: string): void {
    const held = this.held.get(id);
    if (held?.kind === "picture") URL.revokeObjectURL(held.url);
    if (held?.kind === "pdf") held.view.dispose();
    this.held.delete(id);
  }
}
