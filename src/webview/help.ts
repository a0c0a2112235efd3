import { html, render, type TemplateResult } from "lit/html.js";
import { icon } from "./icon.ts";
import type { KeyDeed } from "./keys.ts";
import type { Page } from "./page.ts";

const dialog = document.createElement("dialog");
dialog.className = "help";
dialog.setAttribute("aria-labelledby", "help-title");

/** In a list or on a picture, where keys are taken by what has the focus. */
const elsewhere: readonly (readonly [keys: string, words: string])[] = [
  ["Tab, Shift+Tab", "To the next and the previous control: all that can be clicked can be reached"],
  ["Enter, Space", "On a control: press it"],
  ["← → Page Up Page Down Home End", "In the film strip: another screenshot"],
  ["← → ↑ ↓", "On a magnified picture: move it"],
  ["Ctrl+wheel, double click", "On a picture: magnify it"],
  ["← → ↑ ↓ Home End Enter *", "In a tree: walk, open, close, open all beside it"],
  ["Ctrl+F, F3, Shift+F3", "In a tree: search, next match, previous match"],
  ["Ctrl+C, Ctrl+Shift+C", "In a tree: copy the value, copy its path"],
  ["Shift+F10", "In a tree: all that can be done with a value"],
  ["+ − 0", "In a PDF: larger, smaller, the whole width"],
  ["Escape", "Close this list"],
];

/** The list of all keys, and whether they are wanted. */
export function showHelp(page: Page, deeds: readonly KeyDeed[]): void {
  render(
    html`<form method="dialog" class="help-head">
        <h2 id="help-title">Keys on this page</h2>
        <button class="icon-button" aria-label="Close" title="Close" autofocus>${icon("close")}</button>
      </form>
      <label class="help-switch">
        <input type="checkbox" .checked=${page.memory.hasKeys} @change=${({ target }: Event) => target instanceof HTMLInputElement && page.remember({ hasKeys: target.checked })} />
        Single letters and signs are keys on the pages of runs
      </label>
      <table>
        <tbody>${[...deeds.map(({ key, words }) => [key, words] as const), ...elsewhere].map(line)}</tbody>
      </table>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
}

function line([keys, words]: readonly [string, string]): TemplateResult {
  return html`<tr><td>${keys.split(", ").map(key => html`<kbd>${key}</kbd> `)}</td><td>${words}</td></tr>`;
}
