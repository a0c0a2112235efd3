import type { TableAnswer, TableSort, TableWish } from "./messages.ts";
import type { TableView, TableViewOptions } from "./tableView.ts";

export interface TablePlaceOptions {
  readonly label: string;
  /** Where json/tableScript.js is. */
  readonly scriptUrl: string;
  readonly host: HTMLElement;
  readonly ask: (wish: TableWish) => void;
  readonly leave: (array: number, element?: number) => void;
  readonly onDidFail: (why: string) => void;
}

/** Where an array can be seen as a table instead of the tree. */
export class TablePlace {
  /** What becomes of the CSV that was asked for last. */
  isToSave = false;
  private readonly options: TablePlaceOptions;
  private view: TableView | undefined;

  constructor(options: TablePlaceOptions) {
    this.options = options;
  }

  open(id: number): void {
    this.show(id).catch((error: unknown) => this.options.onDidFail(String(error)));
  }

  take(answer: TableAnswer): void {
    this.view?.take(answer);
  }

  close(): void {
    this.view?.element.remove();
    this.view = undefined;
    this.options.host.classList.remove("json-as-table");
  }

  private async show(id: number): Promise<void> {
    const { host, ask, label, leave, scriptUrl } = this.options;
    const script: unknown = await import(scriptUrl);
    if (!isTableScript(script)) throw new Error("The script of the table is not the one expected. Reload the window.");
    this.close();
    this.view = script.newTable({
      label,
      ask: window => ask({ type: "table", id, ...window }),
      csv: (sort: TableSort | undefined, isToSave: boolean) => {
        this.isToSave = isToSave;
        ask({ type: "csv", id, sort });
      },
      leave: element => {
        this.close();
        leave(id, element);
      },
    });
    host.classList.add("json-as-table");
    host.append(this.view.element);
    this.view.start();
  }
}

function isTableScript(script: unknown): script is { newTable: (options: TableViewOptions) => TableView } {
  return typeof script === "object" && script !== null && "newTable" in script;
}
