import { ownFetch } from "../../../src/api/ownFetch.ts";

/**
 * A process in which somebody else uses Node's own `fetch` too: before ours is loaded as well as after ("early"), or only
 * after ("late"). It says in a line of JSON what came of it. It imports nothing else: much of Node sets the dispatcher up.
 */
const [when, url = ""] = process.argv.slice(2);
const dispatcher = (): unknown => Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));

/** Node's own dispatcher takes a length that says the same as the body; another one may not. */
async function strangers(): Promise<number> {
  const answer = await fetch(url, { method: "POST", headers: { "content-length": "5" }, body: "hello" });
  await answer.text();
  return answer.status;
}

const early = when === "early" ? await strangers() : undefined;
const before = dispatcher();
const ours = await ownFetch(url, { method: "GET", headers: {}, signal: new AbortController().signal, redirect: "manual" });
await ours.text();
const after = dispatcher();
const { default: undici } = await import("undici");
const report = {
  ours: ours.status,
  wasThere: before !== undefined,
  isKept: before === undefined || before === after,
  isForeign: after instanceof undici.Agent,
  strangers: [early, await strangers()].filter(status => status !== undefined),
};
process.stdout.write(JSON.stringify(report));
