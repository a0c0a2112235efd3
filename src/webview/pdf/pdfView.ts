import { html, render, type TemplateResult } from "lit/html.js";
import { iconButton } from "../buttons.ts";
import { count } from "../formats.ts";
import { openPdf, PdfTrouble, type PdfFile } from "./pdfFile.ts";
import { PdfPage, sizeOf, type PageSize } from "./pdfPage.ts";

export interface PdfOptions {
  readonly name: string;
  readonly scriptUrl: string;
  readonly bytes: ArrayBuffer;
  /** Opens the file where all of it can be seen. */
  readonly open: () => void;
}

const mostPages = 2_000;
const zooms: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
/** Px for each point: a narrow receipt is not blown up to the width of the view. */
const largestFit = 2;
const margin = 24;

/** Looks into a PDF: its pages one below the other, each drawn when it comes near. */
export class PdfView {
  readonly element = document.createElement("div");
  private readonly options: PdfOptions;
  private readonly over = new AbortController();
  private readonly pages: PdfPage[] = [];
  private readonly size = new ResizeObserver(() => this.place());
  private list: HTMLElement | undefined;
  private sight: IntersectionObserver | undefined;
  private first: PageSize = { width: 1, height: 1 };
  private file: PdfFile | undefined;
  private zoom = 1;
  private at = 1;

  constructor(options: PdfOptions) {
    this.options = options;
    this.element.className = "pdf";
    render(html`<p class="pdf-words">Loading…</p>`, this.element);
    this.start().catch((error: unknown) => this.fail(error));
  }

  dispose(): void {
    this.over.abort();
    this.size.disconnect();
    this.sight?.disconnect();
    for (const page of this.pages) page.free();
    this.element.remove();
  }

  private async start(): Promise<void> {
    const { scriptUrl, bytes } = this.options;
    this.file = await openPdf(scriptUrl, bytes, this.over.signal);
    this.first = sizeOf(await this.file.document.getPage(1));
    this.over.signal.throwIfAborted();
    this.draw();
    this.fill(this.file);
  }

  private fill({ document: file }: PdfFile): void {
    const list = this.element.querySelector(".pdf-pages");
    if (!(list instanceof HTMLElement)) return;
    this.list = list;
    const near = new Map<Element, PdfPage>();
    this.sight = new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting } of entries) near.get(target)?.near(isIntersecting);
      },
      { root: list, rootMargin: "50% 0px" },
    );
    for (let number = 1; number <= Math.min(file.numPages, mostPages); number++) {
      const page = new PdfPage({ file, number, size: this.first, onDidDraw: () => this.draw() });
      this.pages.push(page);
      near.set(page.element, page);
    }
    this.place();
    list.replaceChildren(...near.keys());
    for (const element of near.keys()) this.sight.observe(element);
    this.size.observe(list);
  }

  private fail(error: unknown): void {
    if (this.over.signal.aborted) return;
    const why = error instanceof PdfTrouble ? error.message : "The view of PDF files could not be started. Reload the window, or open the file.";
    render(html`<p class="pdf-words">${why}</p>${this.openButton("Open PDF")}`, this.element);
  }

  private draw(): void {
    if (!this.file) return;
    const { numPages } = this.file.document;
    render(
      html`<div class="pdf-bar" role="group" aria-label="View of ${this.options.name}">
          <span class="place" role="status">Page ${count(this.at)} of ${count(numPages)}</span>
          ${iconButton("zoom-out", "Smaller", () => this.magnify(-1))}
          <span class="pdf-zoom">${Math.round(this.zoom * 100)} %</span>
          ${iconButton("zoom-in", "Larger", () => this.magnify(1))}
          ${iconButton("screen-normal", "Whole width", () => this.setZoom(1))}
        </div>
        <div
          class="pdf-pages"
          tabindex="0"
          role="region"
          aria-label="Pages of ${this.options.name}"
          @scroll=${() => this.follow()}
          @wheel=${(event: WheelEvent) => this.wheel(event)}
          @keydown=${(event: KeyboardEvent) => this.key(event)}
        ></div>
        ${this.notes(numPages)}`,
      this.element,
    );
  }

  private notes(numPages: number): TemplateResult {
    const notes = [
      numPages > mostPages ? `The first ${count(mostPages)} pages are shown.` : "",
      this.file?.isLacking() ? "Parts of this file, such as some scanned pictures and foreign fonts, are not shown here." : "",
    ].filter(Boolean);
    return html`${notes.length > 0 ? html`<p class="omitted">${notes.join(" ")} ${this.openButton("Open the file to see all of it")}</p>` : ""}`;
  }

  private openButton(label: string): TemplateResult {
    return html`<button type="button" class="link" @click=${this.options.open}>${label}</button>`;
  }

  private place(): void {
    const { list } = this;
    if (!list) return;
    const fit = Math.min(largestFit, Math.max(0.1, (list.clientWidth - margin) / this.first.width));
    const { scrollTop, scrollHeight } = list;
    for (const page of this.pages) page.place(fit * this.zoom);
    // The same place in the file, however large it has become.
    if (scrollHeight > 0) list.scrollTop = (scrollTop / scrollHeight) * list.scrollHeight;
  }

  private follow(): void {
    const { list } = this;
    if (!list) return;
    const middle = list.scrollTop + list.clientHeight / 2;
    const next = this.pages.findIndex(({ element }) => element.offsetTop > middle);
    const at = next < 0 ? this.pages.length : Math.max(1, next);
    if (at === this.at) return;
    this.at = at;
    this.draw();
  }

  private magnify(by: 1 | -1): void {
    const wider = by > 0 ? zooms.find(zoom => zoom > this.zoom) : zooms.findLast(zoom => zoom < this.zoom);
    this.setZoom(wider ?? this.zoom);
  }

  private setZoom(zoom: number): void {
    if (zoom === this.zoom) return;
    this.zoom = zoom;
    this.place();
    this.draw();
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.magnify(event.deltaY < 0 ? 1 : -1);
  }

  /** The page's own keys of the same names are for screenshots. */
  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "-") this.magnify(event.key === "+" ? 1 : -1);
    else if (event.key === "0") this.setZoom(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
