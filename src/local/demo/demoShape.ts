import type { DeckError } from "../../api/schemas/error.ts";
import type { Json, JsonSchema } from "../../api/schemas/wire.ts";
import type { Scenario } from "../scenario.ts";
import type { StorageSettings } from "../storageSettings.ts";

/** What an empty data folder is filled with. `key`s connect the parts; ids are made when it is written. */
export interface DemoContent {
  readonly agent: { readonly name: string; readonly description?: string };
  readonly sources: readonly DemoSource[];
  readonly credentials: readonly DemoCredential[];
  readonly tasks: readonly DemoTask[];
  /** In any order: `age_ms` orders them. */
  readonly runs: readonly DemoRun[];
}

export interface DemoSource {
  readonly key: string;
  readonly name: string;
  readonly url: string;
}

export interface DemoCredential {
  readonly key: string;
  readonly source: string;
  readonly status: "unverified" | "verified" | "invalid";
  readonly username: string;
  readonly external_id?: string;
}

export interface DemoTask {
  readonly key: string;
  readonly name: string;
  readonly prompt: string;
  readonly status?: "learning" | "test" | "live";
  readonly input_schema?: JsonSchema;
  readonly output_schema?: JsonSchema;
  readonly storage?: StorageSettings;
  /** The clock of a live run starts when it was created: without this it fails 30 minutes after. */
  readonly timeout_seconds?: number;
  /** Played by every new run of the task, and by its live demo runs. */
  readonly scenario: Scenario;
}

export interface DemoRun {
  /** Needed only where another run names it. */
  readonly key?: string;
  readonly task: string;
  /** A credential brings its source. */
  readonly credential?: string;
  readonly source?: string;
  readonly input: { readonly [name: string]: Json };
  /** How long ago it was created. */
  readonly age_ms: number;
  /** Shares the session of that run: it stays queued while the other one goes on. */
  readonly same_session_as?: string;
  readonly state: FinishedDemoRun | LiveDemoRun;
}

/** History: nothing plays any more. Screenshots are spread over the runtime, files come at its end. */
export interface FinishedDemoRun {
  readonly kind: "finished";
  readonly status: "completed" | "failed" | "canceled";
  readonly runtime_ms: number;
  /** Success, failure and unknown by the status where it is not given. */
  readonly result?: "success" | "failure" | "unknown";
  readonly output?: Json;
  readonly errors?: readonly DeckError[];
  readonly screenshots?: readonly DemoScreenshot[];
  readonly files?: readonly DemoFile[];
}

/** Handed to the engine, which plays the scenario from step `skip_steps` (0 is the first) on. */
export interface LiveDemoRun {
  readonly kind: "live";
  /** `queued` starts from the first step as soon as its session is free. */
  readonly from: "queued" | "running";
  /** Steps of the scenario that count as done; their screenshots and files are written as history. */
  readonly skip_steps?: number;
  /** Cancelled right after it went on; how long it stays `canceling` is the scenario's `stop_ms`. */
  readonly cancel?: boolean;
  /** In place of the task's scenario. */
  readonly scenario?: Scenario;
}

/** `file` (in the assets folder) or `svg`. */
export interface DemoScreenshot {
  readonly file?: string;
  readonly svg?: string;
  readonly reasoning?: string;
}

/** `file` (in the assets folder) or `text`. */
export interface DemoFile {
  readonly file?: string;
  readonly text?: string;
  readonly name?: string;
  readonly type?: string;
  readonly extraction?: Json;
}
