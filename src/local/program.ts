import { resolve } from "node:path";
import { messageOf } from "../base/errors.ts";
import { LocalDeckError } from "./failure.ts";
import { demoAssets, ownVersion } from "./packagePlace.ts";
import { help, readOptions } from "./programOptions.ts";
import type { ProgramOptions } from "./programOptions.ts";

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

async function serve(options: Extract<ProgramOptions, { kind: "serve" }>): Promise<void> {
  const assets = demoAssets();
  try {
    const { startLocalDeck } = await import("./localDeck.ts");
    const deck = await startLocalDeck({
      ...options,
      data: resolve(options.data),
      ...(assets !== undefined && { assets }),
      log: line => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
    });
    process.stdout.write(`${JSON.stringify({ url: deck.url, key: deck.key })}\n`);
    endWith(() => deck.close());
  } catch (error) {
    process.stderr.write(`${error instanceof LocalDeckError ? error.message : `Local Deck could not start: ${messageOf(error)}`}\n`);
    process.exitCode = 1;
  }
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
