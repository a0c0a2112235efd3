import { html, type TemplateResult } from "lit/html.js";
import { repeat } from "lit/directives/repeat.js";
import type { RunFile, RunView } from "../../protocol/runPage.ts";
import { whyNoFiles } from "../emptyReasons.ts";
import { byteSize } from "../formats.ts";
import { icon } from "../icon.ts";
import type { Page } from "../page.ts";
import { emptyWords, section } from "./section.ts";

export function files(page: Page, { files: all, status }: RunView): TemplateResult {
  const frame = { name: "files", title: "Files" };
  if (all.length === 0) return section({ ...frame, body: emptyWords(whyNoFiles(status)) });
  const body = html`<ul class="file-list">
    ${repeat(all, file => file.id, file => fileLine(page, file))}
  </ul>`;
  return section({ ...frame, count: all.length, body });
}

function fileLine(page: Page, { id, name, type, bytes }: RunFile): TemplateResult {
  return html`<li class="file">
    ${icon(fileIcon(type))}
    <div class="file-words">
      <span class="file-name" dir="auto">${name}</span>
      <span class="file-facts">${type} · ${byteSize(bytes)}</span>
    </div>
    <button
      type="button"
      class="button secondary"
      aria-label="Save ${name}"
      @click=${() => page.send({ type: "saveFile", id })}
    >
      Save…
    </button>
  </li>`;
}

function fileIcon(type: string): string {
  if (type.startsWith("image/")) return "file-media";
  if (type === "application/pdf") return "file-pdf";
  return type.startsWith("text/") || type.endsWith("json") ? "file-text" : "file";
}
