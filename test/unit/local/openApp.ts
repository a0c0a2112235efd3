import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as z from "zod";
import { Agent, Task } from "../../../src/api/schemas/resources.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import type { Clock } from "../../../src/base/clock.ts";
import { openDeck } from "../../../src/local/openDeck.ts";
import type { DeckOptions } from "../../../src/local/openDeck.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { controlRoutes } from "../../../src/local/routes/control.ts";
import { apiRoutes } from "../../../src/local/routes/table.ts";
import { createApp } from "../../../src/local/server/app.ts";
import { openApiDocument } from "../../../src/local/server/openApi.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { OpenApiCheck } from "../../support/openApiCheck.ts";

const origin = "http://127.0.0.1:4010";
const description = new OpenApiCheck(openApiDocument({ api: apiRoutes, control: controlRoutes }, origin));
/** Of larger answers only their beginning would differ. */
const checkedBytes = 1_000_000;

/** Every answer of every test is as the OpenAPI document says. */
async function checkAnswer(method: string, path: string, answer: Response): Promise<void> {
  const { pathname } = new URL(path, origin);
  if (!/^\/(?:v2|control)\//.test(pathname) || pathname === "/v2/openapi.json") return;
  if (Number(answer.headers.get("content-length")) > checkedBytes) return;
  description.check(method, pathname, { status: answer.status, body: await answer.clone().json() });
}

/** Messages are signed by the real time, and on a busy machine real receivers have all the time they need. */
const patient: Clock = { now: Date.now, after: () => ({ dispose: () => undefined }) };

/** A new folder that goes away with the test. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "deck-local-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Local Deck without a socket, on a clock that stands still; several on one folder are one after a restart. */
export async function openApp(options: Partial<DeckOptions> & { clock?: FakeClock; rateLimit?: boolean } = {}) {
  const folder = options.data === undefined ? temporaryFolder() : undefined;
  const clock = options.clock ?? new FakeClock();
  const open = await openDeck({ data: folder?.path ?? "", wallClock: patient, ...options, clock });
  const app = createApp(open.deck, { port: () => 4010, rateLimit: options.rateLimit ?? false });
  open.resume();

  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.request(origin + path, {
      method,
      headers: { authorization: `Bearer ${open.deck.key}`, ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    await checkAnswer(method, path, answer);
    return answer;
  };
  const call = async <S extends z.ZodType>(schema: S, method: string, path: string, body?: unknown) =>
    schema.parse(await (await send(method, path, body)).json());

  return {
    app,
    clock,
    deck: open.deck,
    send,
    call,
    /** A task that plays these steps. */
    newTask: async (steps?: readonly ScenarioStep[], extra: object = {}, scenario: object = {}) => {
      const agent = await call(Agent, "POST", "/v2/agents", { name: "Agent" });
      const task = await call(Task, "POST", "/v2/tasks", { name: "Task", agent_id: agent.id, ...extra });
      if (steps) await send("PUT", `/control/tasks/${task.id}/scenario`, { name: "Test", steps, ...scenario });
      return task.id;
    },
    runTask: (task: string, body: object = {}) => call(Run, "POST", `/v2/tasks/${task}/run`, body),
    run: (id: string) => call(Run, "GET", `/v2/task-runs/${id}?include=input,storage,artifacts`),
    close: () => open.close(),
    [Symbol.dispose]() {
      open.close();
      folder?.[Symbol.dispose]();
    },
  };
}
