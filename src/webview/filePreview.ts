import { html, nothing, type TemplateResult } from "lit/html.js";
import { guard } from "lit/directives/guard.js";
import type { RunFile } from "../protocol/runPage.ts";
import { csvTable } from "./csvTable.ts";
import type { FileViews } from "./fileViews.ts";
import { count } from "./formats.ts";
import type { Page } from "./page.ts";

/** A file does not change. */
const fileMark = { version: 0, characters: 0 };
const mostRows = 500;
const mostCharacters = 200_000;

/** A look into a file, as far as a page can without any network. */
export function filePreview(page: Page, views: FileViews, file: RunFile): TemplateResult {
  switch (file.preview) {
    case "image":
    case "pdf":
      return bytes(views, file);
    case "json":
      return html`${page.texts.json({ part: `file:${file.id}`, label: file.name, mark: fileMark })}`;
    case "table":
    case "text":
      return words(page, file);
    case undefined:
      return html`<p class="empty">This file is too large to be shown here. Open or save it.</p>`;
  }
}

function bytes(views: FileViews, file: RunFile): TemplateResult {
  const { id, name } = file;
  const held = views.get(file);
  switch (held.kind) {
    case "asked":
      return file.preview === "pdf" ? html`<div class="pdf"><p class="pdf-words">Loading…</p></div>` : html`<p class="empty">Loading…</p>`;
    case "missing":
      return html`<p class="empty" dir="auto">${held.why}</p>`;
    case "picture":
      return html`<img class="file-picture" src=${held.url} alt=${name} @error=${() => views.miss(id, "This file is not the picture that it says it is.")} />`;
    case "pdf":
      return html`${held.view.element}`;
  }
}

function words(page: Page, file: RunFile): TemplateResult {
  const part = `file:${file.id}` as const;
  const held = page.texts.words(part);
  if (held.kind === "asked") return html`<p class="empty">Loading…</p>`;
  if (held.kind === "here") return html`${guard([held.text], () => (file.preview === "table" ? table(held.text, file.name) : plain(held.text, file.name)))}`;
  return html`<div class="empty">
    <p dir="auto">${held.why}</p>
    <button type="button" class="link" @click=${() => page.texts.retry(part)}>Try again</button>
  </div>`;
}

function plain(text: string, name: string): TemplateResult {
  const cut = text.length - mostCharacters;
  return html`<pre class="plain" tabindex="0" role="region" aria-label=${name} dir="auto">${text.slice(0, mostCharacters)}</pre>
    ${cut > 0 ? html`<p class="omitted">Cut here: ${count(cut)} more characters are not shown. Open or save the file to see them.</p>` : nothing}`;
}

function table(text: string, name: string): TemplateResult {
  const { rows, more } = csvTable(text, mostRows);
  const [head = [], ...body] = rows;
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${name}>
      <table>
        <thead>
          <tr>${head.map(cell => html`<th scope="col" dir="auto">${cell}</th>`)}</tr>
        </thead>
        <tbody>
          ${body.map(row => html`<tr>${row.map(cell => html`<td dir="auto">${cell}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
    ${more > 0 ? html`<p class="omitted">${count(more)} more rows are not shown. Open or save the file to see them.</p>` : nothing}`;
}
