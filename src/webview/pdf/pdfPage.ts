import { TextLayer, type PDFDocumentProxy, type PDFPageProxy, type RenderTask } from "pdfjs-dist";

export interface PageSize {
  /** In points, 72 to the inch. */
  readonly width: number;
  readonly height: number;
}

export interface PageOptions {
  readonly file: PDFDocumentProxy;
  readonly number: number;
  /** What it is taken for until its own is known. */
  readonly size: PageSize;
  readonly onDidDraw: () => void;
}

/** More would take more memory than a page is worth. */
const mostPixels = 16_000_000;

/** One page: it keeps its place from the beginning, and is drawn only while it is near what can be seen. */
export class PdfPage {
  readonly element = document.createElement("div");
  private readonly options: PageOptions;
  private size: PageSize;
  private scale = 1;
  private isNear = false;
  private drawing: { readonly scale: number; task?: RenderTask } | undefined;

  constructor(options: PageOptions) {
    this.options = options;
    this.size = options.size;
    this.element.className = "pdf-page";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", `Page ${options.number}`);
  }

  /** `scale` is px for each point. */
  place(scale: number): void {
    this.scale = scale;
    this.element.style.setProperty("--total-scale-factor", String(scale));
    this.element.style.width = `${Math.round(this.size.width * scale)}px`;
    this.element.style.height = `${Math.round(this.size.height * scale)}px`;
    if (this.isNear) this.draw();
  }

  near(isNear: boolean): void {
    this.isNear = isNear;
    if (isNear) this.draw();
    else this.free();
  }

  free(): void {
    this.drawing?.task?.cancel();
    this.drawing = undefined;
    this.element.replaceChildren();
  }

  /** What is there stays until the new drawing is done, so that a change of size does not flicker. */
  private draw(): void {
    const { scale } = this;
    if (this.drawing?.scale === scale) return;
    this.drawing?.task?.cancel();
    const drawing: NonNullable<PdfPage["drawing"]> = { scale };
    this.drawing = drawing;
    this.drawn(drawing).catch(() => {
      if (this.drawing === drawing) this.element.replaceChildren(words("This page cannot be shown."));
    });
  }

  private async drawn(drawing: NonNullable<PdfPage["drawing"]>): Promise<void> {
    const page = await this.options.file.getPage(this.options.number);
    if (this.drawing !== drawing) return;
    const size = sizeOf(page);
    if (size.width !== this.size.width || size.height !== this.size.height) {
      this.size = size;
      this.place(this.scale);
    }
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    const viewport = page.getViewport({ scale: pixelScale(size, drawing.scale) });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    drawing.task = page.render({ canvas, viewport });
    await drawing.task.promise;
    const text = await this.text(page, drawing.scale);
    if (this.drawing !== drawing) return;
    this.element.replaceChildren(canvas, text);
    this.options.onDidDraw();
  }

  /** Over the picture, unseen: to select, and for those who listen. */
  private async text(page: PDFPageProxy, scale: number): Promise<HTMLElement> {
    const layer = document.createElement("div");
    layer.className = "pdf-text";
    const content = await page.getTextContent();
    if (content.items.length === 0) {
      layer.append(words("This page has no text, only pictures."));
      layer.classList.add("spoken-only");
      return layer;
    }
    await new TextLayer({ textContentSource: content, container: layer, viewport: page.getViewport({ scale }) }).render();
    return layer;
  }
}

export function sizeOf(page: PDFPageProxy): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

function pixelScale({ width, height }: PageSize, scale: number): number {
  return Math.min(scale * devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
}

function words(text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "pdf-words";
  element.textContent = text;
  return element;
}
