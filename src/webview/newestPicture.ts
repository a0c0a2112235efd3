import { html, nothing, type TemplateResult } from "lit/html.js";
import type { RunView } from "../protocol/runPage.ts";
import type { Page } from "./page.ts";

/** Who answers or decides does so more easily with the website itself in sight. */
export function newestPicture(page: Page, { frames }: RunView): TemplateResult | typeof nothing {
  const last = frames.at(-1);
  const picture = last && page.screens.part?.pictures.get(last.index);
  if (!last || picture?.kind === "missing") return nothing;
  if (picture?.kind !== "here") return html`<div class="waiting-picture"></div>`;
  return html`<img class="waiting-picture" src=${picture.url} alt="The newest screenshot${last.reasoning ? `: ${last.reasoning}` : ""}" />`;
}
