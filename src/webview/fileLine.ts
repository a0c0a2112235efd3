import { html, type TemplateResult } from "lit/html.js";
import type { RunFile } from "../protocol/runPage.ts";
import { byteSize } from "./formats.ts";
import { icon } from "./icon.ts";

/** A file in words, which are there before what can be done with it: their place depends on how they wrap. */
export function fileLine(file: RunFile, tools: unknown): TemplateResult {
  const { name, type, bytes, purpose } = file;
  return html`<div class="file">
    ${icon(fileIcon(file))}
    <div class="file-words">
      <span class="file-name"><bdi>${name}</bdi></span>
      <span class="file-facts">${[type, byteSize(bytes), purpose].filter(Boolean).join(" · ")}</span>
    </div>
    <div class="file-tools" role="group" aria-label=${name}>${tools}</div>
  </div>`;
}

export function isPdf(type: string): boolean {
  return type.split(";", 1)[0] === "application/pdf";
}

function fileIcon({ type, preview }: RunFile): string {
  if (type.startsWith("image/")) return "file-media";
  if (preview === "pdf" || isPdf(type)) return "file-pdf";
  if (preview === "table") return "table";
  return preview === undefined ? "file" : "file-text";
}
