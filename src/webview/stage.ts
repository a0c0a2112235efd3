import { html, type TemplateResult } from "lit/html.js";
import type { Frame } from "../protocol/runPage.ts";
import { icon } from "./icon.ts";
import type { Pictures } from "./pictures.ts";

/** Where the shown frame's picture stands. Its size does not depend on the picture, so nothing below it jumps. */
export class Stage {
  private readonly pictures: Pictures;
  private last: { readonly index: number; readonly url: string } | undefined;

  constructor(pictures: Pictures) {
    this.pictures = pictures;
  }

  render({ index, reasoning }: Frame, name: string): TemplateResult {
    const picture = this.pictures.get(index);
    if (picture?.kind === "missing") return html`<div class="stage">${this.missing(index, picture.why)}</div>`;
    if (picture?.kind !== "here") return html`<div class="stage">${this.waiting()}</div>`;
    this.last = { index, url: picture.url };
    return html`<div class="stage">${this.image(index, picture.url, reasoning ? `${name}: ${reasoning}` : name)}</div>`;
  }

  private image(index: number, url: string, alt: string, look = ""): TemplateResult {
    return html`<img class=${look} src=${url} alt=${alt} @error=${() => this.pictures.spoil(index)} />`;
  }

  /** The picture before stays, dimmed, while the next is on its way: following a run does not flicker. */
  private waiting(): TemplateResult {
    const { last } = this;
    const held = last && this.pictures.get(last.index);
    const isHeld = last && held?.kind === "here" && held.url === last.url;
    return html`${isHeld ? this.image(last.index, last.url, "", "late") : ""}
      <p class="stage-words late-words">Loading the picture…</p>`;
  }

  private missing(index: number, why: string): TemplateResult {
    return html`<div class="stage-words missing-picture">
      ${icon("file-media")}
      <p dir="auto">${why}</p>
      <button type="button" class="button secondary" @click=${() => this.pictures.retry(index)}>Try again</button>
    </div>`;
  }
}
