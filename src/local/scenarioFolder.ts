import { readdirSync, readFileSync, watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { join } from "node:path";
import { type Disposable, Emitter } from "../base/events.ts";
import { messageOf } from "../base/errors.ts";
import { LocalDeckError } from "./failure.ts";
import { Scenario } from "./scenario.ts";
import { check, placeOf } from "./server/mistakes.ts";

const ending = ".scenario.json";
/** An editor writes a file in several steps. */
const settleMs = 50;

/** A file of the folder. `scenario` is the last good version; `mistakes` is what is wrong with the newest one. */
export interface ScenarioFile {
  readonly file: string;
  readonly scenario: Scenario | undefined;
  readonly mistakes: readonly string[];
}

/** The scenarios of a folder, kept as its files change. A file that is broken is told of in the log, and its last good version stays. */
export class ScenarioFolder implements Disposable {
  private readonly read = new Emitter<void>();
  /** Fires when the files were read again, also where they are as they were. */
  readonly onDidRead = this.read.event;
  /** Why the task that a file brings along cannot be made. */
  readonly taskMistakes = new Map<string, string>();
  private readonly path: string;
  private readonly log: (message: string) => void;
  private files: readonly ScenarioFile[] = [];
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(path: string, log: (message: string) => void) {
    this.path = path;
    this.log = log;
    try {
      this.readAll();
      this.watcher = watch(path, () => this.readSoon());
    } catch (cause) {
      const message = `The scenarios folder ${path} cannot be read (${messageOf(cause)}); choose another one.`;
      throw new LocalDeckError("unreadable", message, { cause });
    }
    // A folder that is taken away while we watch it: what was read stays.
    this.watcher.on("error", error => log(`The scenarios folder is no longer watched: ${messageOf(error)}`)).unref();
  }

  get all(): readonly ScenarioFile[] {
    return this.files;
  }

  named(name: string): Scenario | undefined {
    return this.files.find(({ scenario }) => scenario?.name === name)?.scenario;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher?.close();
    this.read.dispose();
  }

  private readSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      try {
        this.readAll();
        this.read.fire();
      } catch (error) {
        this.log(`The scenarios folder cannot be read: ${messageOf(error)}`);
      }
    }, settleMs).unref();
  }

  private readAll(): void {
    const before = new Map(this.files.map(file => [file.file, file]));
    const names = readdirSync(this.path).filter(name => name.endsWith(ending)).toSorted();
    const files: ScenarioFile[] = [];
    for (const name of names) {
      const file = this.readFile(name, before.get(name), files);
      if (file.mistakes.length > 0 && file.mistakes.join() !== before.get(name)?.mistakes.join()) this.complain(file);
      files.push(file);
    }
    this.files = files;
  }

  private readFile(file: string, last: ScenarioFile | undefined, earlier: readonly ScenarioFile[]): ScenarioFile {
    const read = readScenario(join(this.path, file));
    if ("mistakes" in read) return { file, scenario: last?.scenario, mistakes: read.mistakes };
    const other = earlier.find(({ scenario }) => scenario?.name === read.scenario.name);
    if (!other) return { file, scenario: read.scenario, mistakes: [] };
    return { file, scenario: undefined, mistakes: [`name must differ from that of ${other.file}.`] };
  }

  private complain({ file, scenario, mistakes }: ScenarioFile): void {
    this.log(`${file} is no scenario${scenario ? ", so its last good version stays" : ""}: ${mistakes.join(" ")}`);
  }
}

function readScenario(path: string): { readonly scenario: Scenario } | { readonly mistakes: readonly string[] } {
  try {
    const checked = check(Scenario, JSON.parse(readFileSync(path, "utf8")));
    if ("data" in checked) return { scenario: checked.data };
    return { mistakes: checked.issues.map(issue => `${placeOf(issue)} ${issue.message}.`) };
  } catch (error) {
    return { mistakes: [`The file cannot be read: ${messageOf(error)}`] };
  }
}
