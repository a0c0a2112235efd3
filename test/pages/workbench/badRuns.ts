import { crc32, deflateSync } from "node:zlib";
import type { Json } from "../../../src/api/schemas/wire.ts";
import type { Agent, Completion, World } from "../../../src/local/agents/agent.ts";
import { type LocalDeck, startLocalDeck } from "../../../src/local/localDeck.ts";

type Act = (world: World) => Promise<Completion>;

/** What no well-behaved run brings, by the name of its task. */
const acts: Readonly<Record<string, Act>> = {
  "A text": brings("done"),
  "A number": brings(-12.5),
  "Nothing": brings(null),
  "No output at all": brings("ABSENT"),
  "A long number": brings("LONG"),
  "An empty list": brings([]),
  "Many levels": brings(nested(200)),
  "A long text": brings("0123456789".repeat(500_000)),
  "Many keys": brings(Object.fromEntries(Array.from({ length: 1_000_000 }, (_, at) => [`key${at}`, at]))),
  "Odd keys": brings(JSON.parse('{"__proto__":1,"constructor":{"prototype":2},"":3}')),
  "Odd letters": brings({ control: "a\u0000\u001b[31m", "\u202eevil": "user\u2066gpj.exe", half: "\ud83d" }),
  "No picture": async world => {
    await world.screenshot({ bytes: Buffer.from("<h1>Not found</h1>"), name: "page.png", type: "image/png", reasoning: "It is gone." });
    return { output: {} };
  },
  "A huge picture": async world => {
    await world.screenshot({ bytes: png(10_000, 5_000), name: "map.png", type: "image/png", reasoning: "A map." });
    return { output: {} };
  },
  "A file that leads out": async world => {
    await world.storeFile({ bytes: Buffer.from("out"), name: "../../x", type: "text/plain", purpose: "output" });
    return { output: {} };
  },
};

export type BadRun = keyof typeof acts;

/** What stands between Local Deck and the window: answers that Local Deck itself never gives. */
export const oddAnswers: readonly (readonly [RegExp, string])[] = [
  [/"output":"ABSENT",/g, ""],
  [/"output":"LONG"/g, '"output":{"total":12345678901234567890}'],
];

export interface BadDeck extends LocalDeck {
  /** The id of a run of this kind that has ended. */
  ended(name: BadRun): Promise<string>;
}

export async function startBadDeck(data: string): Promise<BadDeck> {
  const deck = await startLocalDeck({ data, rateLimit: false, agents: ({ task }) => agentOf(acts[task.name]) });
  const call = async (path: string, body?: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${deck.key}`, "content-type": "application/json" };
    const answer = await fetch(deck.url + path, { headers, ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return JSON.parse(await answer.text());
  };
  const isOver = async (task: string): Promise<boolean> => {
    const { data: over } = await call(`/task-runs?task_id=${task}&status=completed`);
    return Array.isArray(over) && over.length > 0;
  };
  return {
    ...deck,
    async ended(name) {
      const agent = await call("/agents", { name: "Tester" });
      const task = String((await call("/tasks", { name, agent_id: agent["id"], storage: { enabled: true } }))["id"]);
      const run = await call(`/tasks/${task}/run`, {});
      while (!(await isOver(task)));
      return String(run["id"]);
    },
  };
}

function agentOf(act: Act | undefined): Agent | undefined {
  return act && { execute: (_, world) => act(world) };
}

function brings(output: Json): Act {
  return async () => ({ output });
}

function nested(levels: number): Json {
  let value: Json = 7;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** All of one colour: a small file, however many pixels. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
