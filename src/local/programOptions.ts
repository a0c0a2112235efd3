import { parseArgs } from "node:util";
import { messageOf } from "../base/errors.ts";

export const help = `Local Deck: the Deck API v2 on this machine, with its data in a folder.

Usage: npm run --silent local -- [options]

  --data DIR    the data folder, made where it is missing (default: .deck-local)
  --port N      the port; 0, the default, takes any free one
  --host HOST   127.0.0.1 (the default), localhost or ::1
  --key KEY     the API key to accept, in place of the one kept in the data folder
  --demo        fill an empty data folder with demo content
  --help        show this
  --version     show the version

When it listens it prints one line of JSON on standard output: {"url":"...","key":"..."}.
Its log goes to standard error. SIGTERM and SIGINT end it.
Exit codes: 0 ended as asked, 1 could not start, 2 wrong options.
`;

export type ProgramOptions =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "wrong"; readonly message: string }
  | {
      readonly kind: "serve";
      readonly data: string;
      readonly port: number;
      readonly host: string;
      readonly key?: string;
      readonly demo: boolean;
    };

const hosts = ["127.0.0.1", "localhost", "::1"];

export function readOptions(args: readonly string[]): ProgramOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: "string", default: ".deck-local" },
        port: { type: "string", default: "0" },
        host: { type: "string", default: "127.0.0.1" },
        key: { type: "string" },
        demo: { type: "boolean", default: false },
        help: { type: "boolean" },
        version: { type: "boolean" },
      },
    });
    if (values.help) return { kind: "help" };
    if (values.version) return { kind: "version" };
    return checked(values);
  } catch (error) {
    return wrong(messageOf(error).split(/[.\n]/, 1)[0] ?? "");
  }
}

function checked(values: { data: string; port: string; host: string; key?: string; demo: boolean }): ProgramOptions {
  const { data, port, host, key, demo } = values;
  if (data === "") return wrong("--data needs a folder");
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return wrong(`--port needs a number from 0 to 65535, not ${port}`);
  if (!hosts.includes(host)) return wrong(`--host must be one of ${hosts.join(", ")}: Local Deck serves this machine alone`);
  if (key !== undefined && !/^[\x21-\x7e]{8,200}$/.test(key)) return wrong("--key needs 8 to 200 letters without spaces");
  return { kind: "serve", data, port: Number(port), host, demo, ...(key !== undefined && { key }) };
}

function wrong(why: string): ProgramOptions {
  return { kind: "wrong", message: `${why}; --help shows the options.` };
}
