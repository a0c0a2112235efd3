import { html, nothing, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunFile } from "../protocol/runPage.ts";
import { iconButton } from "./buttons.ts";
import { fileLine, isPdf } from "./fileLine.ts";
import { filePreview } from "./filePreview.ts";
import { FileViews } from "./fileViews.ts";
import type { Page } from "./page.ts";

/** The files of the run that is shown, and looks into them. */
export class FileList {
  readonly views: FileViews;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.views = new FileViews(
      intent => page.send(intent),
      () => page.redraw(),
    );
  }

  body(all: readonly RunFile[]): TemplateResult {
    return html`<ul class="file-list">
      ${repeat(all, file => file.id, file => this.item(file))}
    </ul>`;
  }

  private item(file: RunFile): TemplateResult {
    const { id, name } = file;
    const isOpen = this.views.isOpen(id);
    const tool = (look: string, words: string, intent: "openFile" | "revealFile" | "saveFile"): TemplateResult =>
      iconButton(look, words, () => this.page.send({ type: intent, id }));
    const tools = html`${hasInside(file) ? iconButton(isOpen ? "chevron-up" : "chevron-down", `${isOpen ? "Hide" : "Look into"} ${name}`, () => this.views.toggle(id)) : nothing}
      ${tool("link-external", `Open ${name}`, "openFile")} ${tool("folder-opened", `Show ${name} in its folder`, "revealFile")} ${tool("save", `Save ${name}`, "saveFile")}`;
    return html`<li class="file-item">
      ${fileLine(file, tools)}
      ${isOpen ? this.inside(file) : nothing}
    </li>`;
  }

  /** What was read out of a file stands beside the file. */
  private inside(file: RunFile): TemplateResult {
    const { id, extraction, name } = file;
    return html`<div class="file-inside ${extraction ? "two" : ""}">
      <div class="file-original">${filePreview(this.page, this.views, file)}</div>
      ${extraction
        ? html`<div class="file-extraction">
            <h3>Extraction</h3>
            ${this.page.texts.json({ part: `extraction:${id}`, label: `Extraction of ${name}`, mark: extraction })}
          </div>`
        : nothing}
    </div>`;
  }
}

function hasInside({ preview, extraction, type }: RunFile): boolean {
  return preview !== undefined || extraction !== undefined || isPdf(type);
}
