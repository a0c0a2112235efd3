import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunFile, RunView } from "../../protocol/runPage.ts";
import { iconButton } from "../buttons.ts";
import { whyNoFiles } from "../emptyReasons.ts";
import type { filePreview } from "../filePreview.ts";
import type { FileViews } from "../fileViews.ts";
import { byteSize } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { emptyWords, loadingLines, section } from "./section.ts";

export function files(page: Page, views: FileViews, { files: all, status, isPartial }: RunView): TemplateResult {
  const frame = { name: "files", title: "Files" };
  if (isPartial) return section(page, { ...frame, body: loadingLines });
  if (all.length === 0) return section(page, { ...frame, body: () => emptyWords(whyNoFiles(status)) });
  const body = (): TemplateResult => html`<ul class="file-list">
    ${repeat(all, file => file.id, file => fileItem(page, views, file))}
  </ul>`;
  return section(page, { ...frame, count: all.length, body });
}

function fileItem(page: Page, views: FileViews, file: RunFile): TemplateResult {
  const isOpen = views.isOpen(file.id);
  return html`<li class="file-item">
    <div class="file">
      ${icon(fileIcon(file))}
      <div class="file-words">
        <span class="file-name"><bdi>${file.name}</bdi></span>
        <span class="file-facts">${[file.type, byteSize(file.bytes), file.purpose].filter(Boolean).join(" · ")}</span>
      </div>
      <div class="file-tools" role="group" aria-label=${file.name}>
        ${hasInside(file) ? iconButton(isOpen ? "chevron-up" : "chevron-down", `${isOpen ? "Hide" : "Look into"} ${file.name}`, () => views.toggle(file.id)) : nothing}
        ${iconButton("link-external", `Open ${file.name}`, () => page.send({ type: "openFile", id: file.id }))}
        ${iconButton("folder-opened", `Show ${file.name} in its folder`, () => page.send({ type: "revealFile", id: file.id }))}
        ${iconButton("save", `Save ${file.name}`, () => page.send({ type: "saveFile", id: file.id }))}
      </div>
    </div>
    ${isOpen ? inside(page, views, file) : nothing}
  </li>`;
}

function hasInside({ preview, extraction, type }: RunFile): boolean {
  return preview !== undefined || extraction !== undefined || isPdf(type);
}

/** What was read out of a file stands beside the file. */
function inside(page: Page, views: FileViews, file: RunFile): TemplateResult {
  const { id, extraction, name } = file;
  return html`<div class="file-inside ${extraction ? "two" : ""}">
    <div class="file-original">${preview(page, views, file)}</div>
    ${extraction
      ? html`<div class="file-extraction">
          <h3>Extraction</h3>
          ${page.texts.json({ part: `extraction:${id}`, label: `Extraction of ${name}`, mark: extraction })}
        </div>`
      : nothing}
  </div>`;
}

let look: typeof filePreview | undefined;

/** What looks into files comes with the first look. */
function preview(page: Page, views: FileViews, file: RunFile): TemplateResult {
  if (look) return look(page, views, file);
  void loadLook(page);
  return html`<p class="empty">Loading…</p>`;
}

async function loadLook(page: Page): Promise<void> {
  ({ filePreview: look } = await import("../filePreview.ts"));
  page.redraw();
}

function isPdf(type: string): boolean {
  return type.split(";", 1)[0] === "application/pdf";
}

function fileIcon({ type, preview }: RunFile): string {
  if (type.startsWith("image/")) return "file-media";
  if (preview === "pdf" || isPdf(type)) return "file-pdf";
  if (preview === "table") return "table";
  return preview === undefined ? "file" : "file-text";
}
