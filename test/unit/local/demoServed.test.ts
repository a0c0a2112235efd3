import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type * as z from "zod";
import { Run, RunPage } from "../../../src/api/schemas/run.ts";
import { runStatuses } from "../../../src/api/schemas/runStatus.ts";
import type { RunSummary } from "../../../src/api/schemas/run.ts";
import { startLocalDeck } from "../../../src/local/localDeck.ts";
import type { LocalDeck } from "../../../src/local/localDeck.ts";
import { demoContent } from "../../../src/local/demo/demoContent.ts";

const assets = path.join(import.meta.dirname, "../../../media/demo");

describe("the demo of Local Deck", () => {
  let folder: string;
  let deck: LocalDeck;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "deck-demo-"));
    deck = await startLocalDeck({ data: folder, demo: true, assets, rateLimit: false });
  });

  after(async () => {
    await deck.close();
    await rm(folder, { recursive: true });
  });

  it("has runs in every status", async () => {
    let statuses = new Set<string>();
    // The engine takes up the live runs just after the start; a status that never comes ends in mocha's time limit.
    while (statuses.size < runStatuses.length) {
      statuses = new Set((await runsOf(deck)).map(run => run.status));
      await pause(20);
    }
    assert.deepEqual([...statuses].toSorted(), runStatuses.toSorted());
    assert.equal((await runsOf(deck)).length, demoContent.runs.length);
  });

  it("asks people in three ways", async () => {
    const asked = new Set<string>();
    while (asked.size < 3) {
      for (const run of await runsOf(deck)) if (run.interaction) asked.add(run.interaction.type);
      await pause(20);
    }
    assert.deepEqual([...asked].toSorted(), ["account_selection", "mfa", "security_question"]);
  });

  it("serves every screenshot and file of every run whole", async () => {
    for (const { id } of await runsOf(deck)) {
      const run = await read(deck, `/task-runs/${id}?include=artifacts,storage`, Run);
      for (const { url, file_size, file_name } of [...(run.artifacts?.screenshots ?? []), ...(run.storage ?? [])]) {
        const answer = await fetch(url ?? "");
        assert.equal(answer.status, 200, file_name);
        assert.equal((await answer.arrayBuffer()).byteLength, file_size, file_name);
      }
    }
  });
});

async function runsOf(deck: LocalDeck): Promise<readonly RunSummary[]> {
  return (await read(deck, "/task-runs?limit=100", RunPage)).data;
}

async function read<S extends z.ZodType>(deck: LocalDeck, place: string, schema: S): Promise<z.output<S>> {
  const answer = await fetch(deck.url + place, { headers: { authorization: `Bearer ${deck.key}` } });
  return schema.parse(await answer.json());
}
