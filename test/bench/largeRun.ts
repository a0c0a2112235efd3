import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "../support/process/children.ts";
import { temporaryFolder } from "../support/process/temporaryFolder.ts";
import { largeRunText } from "./largeRunText.ts";
import type { Figure } from "./measure.ts";
import { portFrom } from "./portFrom.ts";

const run = promisify(execFile);
const rounds = 7;

type Way = "parse" | "fetch" | "client";

interface Reading {
  readonly ms: number;
  readonly kb: number;
}

/** A run of 50 MB through the client, beside plain fetch and `JSON.parse`, and beside `JSON.parse` of the text alone; each reading in a new process, turn and turn about. */
export async function largeRun(): Promise<Figure[]> {
  const folder = await temporaryFolder("large-run");
  const file = join(folder.path, "run.json");
  await writeFile(file, largeRunText());
  const server = startChild(process.execPath, [join(import.meta.dirname, "largeServer.ts")]);
  const baseUrl = `http://127.0.0.1:${await portFrom(server.process.stdout)}`;
  const values: Record<Way, Reading>[] = [];
  for (let round = 0; round < rounds; round++) {
    values.push({ parse: await read("parse", file), fetch: await read("fetch", baseUrl), client: await read("client", baseUrl) });
  }
  await server.close();
  await folder.close();
  return [
    { what: "A run of 50 MB, JSON.parse of its text", unit: "ms", values: values.map(({ parse }) => parse.ms) },
    { what: "A run of 50 MB, the client from the first byte on", unit: "ms", values: values.map(({ client }) => client.ms) },
    { what: "A run of 50 MB, plain fetch and JSON.parse", unit: "ms", values: values.map(({ fetch }) => fetch.ms) },
    { what: "A run of 50 MB, the client against plain fetch", unit: "ratio", values: values.map(({ fetch, client }) => client.ms / fetch.ms) },
    { what: "A run of 50 MB, the client against JSON.parse", unit: "ratio", values: values.map(({ parse, client }) => client.ms / parse.ms), aim: { below: 1.5 } },
    { what: "Peak memory, JSON.parse of its text", unit: "MB", values: values.map(({ parse }) => parse.kb / 1000) },
    { what: "Peak memory, the client", unit: "MB", values: values.map(({ client }) => client.kb / 1000) },
    { what: "Peak memory, plain fetch and JSON.parse", unit: "MB", values: values.map(({ fetch }) => fetch.kb / 1000) },
    { what: "Peak memory, the client against plain fetch", unit: "ratio", values: values.map(({ fetch, client }) => client.kb / fetch.kb) },
    { what: "Peak memory, the client against JSON.parse", unit: "ratio", values: values.map(({ parse, client }) => client.kb / parse.kb), aim: { below: 1.5 } },
  ];
}

async function read(way: Way, place: string): Promise<Reading> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "largeReader.ts"), way, place]);
  return JSON.parse(stdout);
}
