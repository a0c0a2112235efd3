import { count } from "../formats.ts";
import { plainly } from "./oddText.ts";
import type { Violation } from "./messages.ts";

/** More are counted, not listed: they are marked in the tree all the same. */
const mostListed = 50;

/** Lists what is against the schema, which the page has counted; each leads to its place in the tree. */
export function fillWrongList(element: HTMLElement, violations: readonly Violation[], reveal: (pointer: string) => void): void {
  element.hidden = violations.length === 0;
  if (element.hidden) return element.replaceChildren();
  const summary = document.createElement("summary");
  // What is the matter stands above: the page says it with the count.
  summary.textContent = violations.length === 1 ? "The place" : "The places";
  const list = document.createElement("ul");
  list.append(...violations.slice(0, mostListed).map(violation => entry(violation, reveal)));
  if (violations.length > mostListed) list.append(line(`and ${count(violations.length - mostListed)} more, marked below`));
  element.replaceChildren(summary, list);
}

function entry({ pointer, message }: Violation, reveal: (pointer: string) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "json-wrong-link";
  button.textContent = `${pointer === "" ? "The output" : plainly(pointer)}: ${plainly(message)}`;
  button.addEventListener("click", () => reveal(pointer));
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function line(text: string): HTMLElement {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}
