import { count } from "../formats.ts";
import { barButton, toggleButton } from "./barButton.ts";
import type { Answer, Query } from "./messages.ts";
import type { JsonSettings } from "./settings.ts";

/** While somebody types, one search for many letters is enough. */
const restMs = 120;

export interface FindBarOptions {
  readonly label: string;
  readonly settings: () => JsonSettings;
  readonly change: (settings: Partial<JsonSettings>) => void;
  readonly search: (query: Query | undefined, isFiltered: boolean, stays: boolean) => void;
  readonly step: (by: 1 | -1) => void;
  readonly leave: () => void;
}

/** What is looked for, and how. */
export class FindBar {
  readonly element = document.createElement("div");
  private readonly input = document.createElement("input");
  private readonly said = document.createElement("span");
  private readonly options: FindBarOptions;
  private rest: number | undefined;
  private isFiltered = false;
  private hit: number | undefined;
  /** Counts the searches: an answer to what was asked before one knows nothing of it. */
  round = 0;

  constructor(options: FindBarOptions) {
    this.options = options;
    const { settings, change } = options;
    this.element.className = "json-find";
    this.element.setAttribute("role", "search");
    // Landmarks of one kind are told apart by their names.
    this.element.ariaLabel = options.label;
    this.input.type = "text";
    this.input.placeholder = "Find";
    this.input.spellcheck = false;
    this.input.ariaLabel = `Find in ${options.label}`;
    this.said.className = "json-count";
    this.said.setAttribute("role", "status");
    this.element.append(
      this.input,
      toggleButton("case-sensitive", "Match Case", settings().matchCase, isOn => this.again(() => change({ matchCase: isOn }))),
      toggleButton("whole-word", "Whole Key or Value", settings().whole, isOn => this.again(() => change({ whole: isOn }))),
      this.scopeChoice(),
      toggleButton("filter", "Show Only Matches", false, isOn => this.again(() => (this.isFiltered = isOn))),
      barButton("arrow-up", "Previous Match (Shift+F3)", () => options.step(-1)),
      barButton("arrow-down", "Next Match (F3)", () => options.step(1)),
      this.said,
    );
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", event => this.press(event));
  }

  dispose(): void {
    clearTimeout(this.rest);
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  search(stays = false): void {
    clearTimeout(this.rest);
    this.rest = undefined;
    this.hit = undefined;
    this.round++;
    this.options.search(this.query, this.isFiltered, stays);
  }

  empty(): void {
    if (this.input.value === "") return;
    this.input.value = "";
    this.search();
  }

  get query(): Query | undefined {
    const { matchCase, whole, scope } = this.options.settings();
    const text = this.input.value;
    return text === "" ? undefined : { text, matchCase, whole, scope };
  }

  say({ hits, hit = this.hit }: Pick<Answer, "hits" | "hit">): void {
    this.hit = hit;
    if (!this.query) this.said.textContent = "";
    else if (hits === 0) this.said.textContent = "No matches";
    else this.said.textContent = hit === undefined ? `${count(hits)} found` : `${count(hit + 1)} of ${count(hits)}`;
  }

  private scopeChoice(): HTMLElement {
    const choice = document.createElement("select");
    choice.ariaLabel = "Where to look";
    for (const [value, label] of Object.entries({ all: "Keys and values", keys: "Keys", values: "Values" })) choice.add(new Option(label, value));
    choice.value = this.options.settings().scope;
    choice.addEventListener("change", () => {
      const scope = choice.value === "keys" || choice.value === "values" ? choice.value : "all";
      this.again(() => this.options.change({ scope }));
    });
    return choice;
  }

  private again(change: () => void): void {
    change();
    this.search();
  }

  private wait(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.search(), restMs);
  }

  private press(event: KeyboardEvent): void {
    if (event.key === "Escape") this.options.leave();
    else if (event.key !== "Enter" && event.key !== "F3") return;
    else if (this.rest !== undefined) this.search();
    else this.options.step(event.shiftKey ? -1 : 1);
    event.preventDefault();
  }
}
