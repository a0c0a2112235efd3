// Reads one large run and says what it took: largeReader.ts client URL | fetch URL | parse FILE
import { readFileSync } from "node:fs";
import { DeckClient } from "../../src/api/deckClient.ts";
import type { Fetch } from "../../src/api/fetch.ts";
import { ownFetch } from "../../src/api/ownFetch.ts";
import { Run } from "../../src/api/schemas/run.ts";
import { Transport } from "../../src/api/transport.ts";
import { systemClock } from "../../src/base/clock.ts";

const [way, place = ""] = process.argv.slice(2);
const result = way === "parse" ? byParse(place) : await (way === "client" ? byClient(place) : byFetch(place));
console.log(JSON.stringify(result));

/** From the first byte to the parsed run. */
async function byClient(baseUrl: string) {
  let began = 0;
  const fetch: Fetch = async (url, request) => {
    const answer = await ownFetch(url, request);
    began = performance.now();
    return answer;
  };
  const client = new DeckClient(new Transport({ fetch, baseUrl, key: "sk_live_0", clock: systemClock, random: Math.random }), () => "");
  // What every window has loaded long before such a run comes.
  Run.safeParse({});
  const restKb = process.resourceUsage().maxRSS;
  const run = await client.runs.get("trun_1");
  const ms = performance.now() - began;
  return { ms, kb: process.resourceUsage().maxRSS - restKb, id: run.id };
}

/** The naive way to the same run. */
async function byFetch(baseUrl: string) {
  Run.safeParse({});
  const restKb = process.resourceUsage().maxRSS;
  const answer = await ownFetch(`${baseUrl}/task-runs/trun_1`, { method: "GET", headers: {}, signal: new AbortController().signal, redirect: "manual" });
  const began = performance.now();
  const { id } = JSON.parse(await answer.text());
  const ms = performance.now() - began;
  return { ms, kb: process.resourceUsage().maxRSS - restKb, id };
}

/** The least that anybody can do: the text, and what it says. */
function byParse(file: string) {
  Run.safeParse({});
  const restKb = process.resourceUsage().maxRSS;
  const text = readFileSync(file, "utf8");
  const began = performance.now();
  const { id } = JSON.parse(text);
  const ms = performance.now() - began;
  return { ms, kb: process.resourceUsage().maxRSS - restKb, id };
}
