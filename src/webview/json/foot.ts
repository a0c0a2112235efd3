import { plainly } from "./oddText.ts";
import type { Row } from "./row.ts";

/** Moving through rows quickly asks for no paths on the way. */
const restMs = 80;

/** Says where the active value stands and what it means, for those who cannot hover, too. */
export class Foot {
  readonly element = document.createElement("div");
  private readonly path = document.createElement("button");
  private readonly meaning = document.createElement("span");
  private readonly describe: (id: number) => void;
  private shown: Row | undefined;
  private rest: number | undefined;

  constructor(describe: (id: number) => void, copy: () => void) {
    this.describe = describe;
    this.element.className = "json-foot";
    this.path.type = "button";
    this.path.className = "json-path";
    this.path.title = "Copy JSONPath";
    this.path.addEventListener("click", copy);
    this.element.append(this.path, this.meaning);
  }

  dispose(): void {
    clearTimeout(this.rest);
  }

  /** After a new text the same row can be another value. */
  forget(): void {
    this.shown = undefined;
  }

  show(row: Row | undefined): void {
    if (!row || row.id === this.shown?.id) return;
    this.shown = row;
    this.meaning.textContent = row.wrong ?? "";
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.describe(row.id), restMs);
  }

  /** What was asked for may come when another row is active. */
  tell(id: number, path: string, meaning: string | undefined): void {
    if (id !== this.shown?.id) return;
    this.path.textContent = plainly(path);
    this.meaning.textContent = [this.shown.wrong, meaning].filter(text => text !== undefined).join(" ");
  }
}
