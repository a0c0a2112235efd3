#!/usr/bin/env node
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { messageOf } from "../base/errors.ts";
import { LocalDeckError } from "./failure.ts";
import type { LocalDeckOptions } from "./localDeck.ts";
import { demoAssets, ownVersion } from "./packagePlace.ts";
import { help, readOptions } from "./programOptions.ts";
import type { ProgramOptions, ServeOptions } from "./programOptions.ts";
import { logUnseenFailures } from "./unseenFailures.ts";

/** Local Deck as a command-line program. */
async function main(options: ProgramOptions): Promise<void> {
  switch (options.kind) {
    case "help":
      process.stdout.write(help);
      return;
    case "version":
      process.stdout.write(`${ownVersion()}\n`);
      return;
    case "wrong":
      process.stderr.write(`${options.message}\n`);
      process.exitCode = 2;
      return;
    case "serve":
      return serve(options);
  }
}

async function serve(options: ServeOptions): Promise<void> {
  const folder = placeFor(options);
  try {
    const { startLocalDeck } = await import("./localDeck.ts");
    logUnseenFailures(message => process.stderr.write(logLine(options.log, message)));
    const deck = await startLocalDeck(deckOptions(options, folder.path));
    process.stdout.write(`${JSON.stringify({ url: deck.url, key: deck.key })}\n`);
    endWith(async () => {
      await deck.close();
      folder.leave();
    });
  } catch (error) {
    folder.leave();
    const why = error instanceof LocalDeckError ? error.message : `Local Deck could not start: ${messageOf(error)}`;
    process.stderr.write(`${why}\n`);
    process.exitCode = 1;
  }
}

function deckOptions(options: ServeOptions, data: string): LocalDeckOptions {
  const { host, port, key, demo, scenarios, speed, sessions, sessionOverflow, rateLimit } = options;
  const assets = demoAssets();
  return {
    data,
    host,
    port,
    demo,
    speed,
    sessionOverflow,
    rateLimit,
    log: line => process.stderr.write(logLine(options.log, line)),
    ...(key !== undefined && { key }),
    ...(assets !== undefined && { assets }),
    ...(scenarios !== undefined && { scenarios: resolve(scenarios) }),
    ...(sessions !== undefined && { limits: { maxSessions: sessions } }),
  };
}

function logLine(format: ServeOptions["log"], message: string): string {
  const time = new Date().toISOString();
  return format === "json" ? `${JSON.stringify({ time, message })}\n` : `${time} ${message}\n`;
}

/** The data folder; one of its own for the time it runs where nothing is to be kept. */
function placeFor({ data }: ServeOptions): { readonly path: string; leave(): void } {
  if (data !== undefined) return { path: resolve(data), leave() {} };
  const path = mkdtempSync(join(tmpdir(), "deck-local-"));
  return { path, leave: () => rmSync(path, { recursive: true, force: true }) };
}

/** A second signal while it closes changes nothing. */
function endWith(close: () => Promise<void>): void {
  let closing: Promise<void> | undefined;
  const end = (): void => {
    closing ??= close().then(() => process.exit(0));
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

await main(readOptions(process.argv.slice(2)));
