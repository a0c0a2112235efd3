import { parseArgs } from "node:util";
import { messageOf } from "../base/errors.ts";

export const help = `Local Deck: the Deck API v2 on this machine. Every call works, none of them costs.

Usage: deck-local [options]
       npm run --silent local -- [options]

Where it listens
  --host HOST    127.0.0.1 (the default), localhost or ::1: this machine alone
  --port N       the port; 0, the default, takes any free one
  --key KEY      the API key to accept, in place of the one kept in the data folder

What it keeps
  --data DIR     the data folder, made where it is missing (default: .deck-local)
  --memory       keep nothing: a temporary folder that is removed at the end
  --demo         fill an empty data folder with demo content

How runs go
  --scenarios DIR
                 the folder of scenarios (*.scenario.json) and of the files they name; watched for changes
  --speed N      let the time go N times faster (default: 1)
  --sessions N   how many sessions may be open at once (default: any number)
  --session-overflow refuse|queue
                 refuse a run that needs one more, as the service does (the default), or let it wait
  --no-rate-limit
                 answer any number of calls; without it 200 in 10 seconds, as the service does

What it says
  --log text|json
                 how the lines of its log look (default: text)
  --help         show this
  --version      show the version

When it listens it prints one line of JSON on standard output: {"url":"...","key":"..."}.
Its log goes to standard error. SIGTERM and SIGINT end it; runs go on with the next start.

Exit codes
  0  ended as asked
  1  could not start, or failed
  2  wrong options
`;

export interface ServeOptions {
  readonly kind: "serve";
  /** Absent with --memory. */
  readonly data?: string;
  readonly port: number;
  readonly host: string;
  readonly key?: string;
  readonly demo: boolean;
  readonly scenarios?: string;
  readonly speed: number;
  readonly sessions?: number;
  readonly sessionOverflow: "refuse" | "queue";
  readonly rateLimit: boolean;
  readonly log: "text" | "json";
}

export type ProgramOptions =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "wrong"; readonly message: string }
  | ServeOptions;

const hosts = ["127.0.0.1", "localhost", "::1"] as const;

/** Its message is one sentence for people. */
class WrongOption extends Error {}

export function readOptions(args: readonly string[]): ProgramOptions {
  try {
    const values = parsed(args);
    if (values.help) return { kind: "help" };
    if (values.version) return { kind: "version" };
    return serveOptions(values);
  } catch (error) {
    const why = error instanceof WrongOption ? error.message : (messageOf(error).split(/[.\n]/, 1)[0] ?? "");
    return { kind: "wrong", message: `${why}; --help shows the options.` };
  }
}

function parsed(args: readonly string[]) {
  const flag = { type: "boolean", default: false } as const;
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: text,
      memory: flag,
      port: { ...text, default: "0" },
      host: { ...text, default: "127.0.0.1" },
      key: text,
      demo: flag,
      scenarios: text,
      speed: { ...text, default: "1" },
      sessions: text,
      "session-overflow": { ...text, default: "refuse" },
      "no-rate-limit": flag,
      log: { ...text, default: "text" },
      help: flag,
      version: flag,
    },
  });
  return values;
}

function serveOptions(values: ReturnType<typeof parsed>): ServeOptions {
  const { data, memory, key, scenarios, sessions } = values;
  if (memory && data !== undefined) throw new WrongOption("--memory and --data exclude each other");
  if (data === "") throw new WrongOption("--data needs a folder");
  if (scenarios === "") throw new WrongOption("--scenarios needs a folder");
  if (key !== undefined && !/^[\x21-\x7e]{8,200}$/.test(key)) throw new WrongOption("--key needs 8 to 200 letters without spaces");
  return {
    kind: "serve",
    ...(memory ? {} : { data: data ?? ".deck-local" }),
    port: number("port", values.port, { from: 0, to: 65_535 }),
    host: oneOf("host", values.host, hosts, ": Local Deck serves this machine alone"),
    ...(key !== undefined && { key }),
    demo: values.demo,
    ...(scenarios !== undefined && { scenarios }),
    speed: number("speed", values.speed, { from: 1, to: 100_000 }),
    ...(sessions !== undefined && { sessions: number("sessions", sessions, { from: 1, to: 1_000_000 }) }),
    sessionOverflow: oneOf("session-overflow", values["session-overflow"], ["refuse", "queue"]),
    rateLimit: !values["no-rate-limit"],
    log: oneOf("log", values.log, ["text", "json"]),
  };
}

function number(name: string, text: string, { from, to }: { from: number; to: number }): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw new WrongOption(`--${name} needs a number from ${from} to ${to}, not ${text}`);
}

function oneOf<T extends string>(name: string, text: string, values: readonly T[], why = ""): T {
  const value = values.find(each => each === text);
  if (value !== undefined) return value;
  throw new WrongOption(`--${name} must be one of ${values.join(", ")}${why}`);
}
