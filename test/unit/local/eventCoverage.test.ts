import assert from "node:assert/strict";
import { DeckEventPage, EventDestination } from "../../../src/api/schemas/events.ts";
import { Agent, Credential, Source } from "../../../src/api/schemas/resources.ts";
import { eventTypes } from "../../../src/api/schemas/eventTypes.ts";
import type { ScenarioStep } from "../../../src/local/scenario.ts";
import { openApp } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;
/** Brings the event about; the id of the resource it tells of. */
type Trigger = (app: App) => Promise<string | null | undefined>;

const newAgent = async (app: App) => (await app.call(Agent, "POST", "/v2/agents", { name: "Agent" })).id;
const newSource = async (app: App) =>
  (await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } })).id;
const newCredential = async (app: App) => {
  const login = { source_id: await newSource(app), auth_method: "username_password", auth_credentials: { username: "u", password: "p" } };
  return (await app.call(Credential, "POST", "/v2/credentials", login)).id;
};
const newDestination = async (app: App) => {
  const body = { name: "Mine", events: ["task.reset"], webhook: { url: "https://example.com" } };
  return (await app.call(EventDestination, "POST", "/v2/event-destinations", body)).id;
};

/** Makes it, then does something to it. */
const after =
  (make: (app: App) => Promise<string>, ...[method, path, body]: [method: string, path: string, body?: object]): Trigger =>
  async app => {
    const id = await make(app);
    const answer = await app.send(method, `/v2${path.replace("{id}", id)}`, body);
    assert.equal(answer.status, 200);
    return id;
  };

const done: ScenarioStep[] = [{ step: "complete" }];
const refused: ScenarioStep[] = [{ step: "fail", type: "auth", code: "auth_invalid", message: "No." }];
const broken: ScenarioStep[] = [{ step: "fail", type: "session", code: "timeout", message: "No session." }];
const asking: ScenarioStep[] = [{ step: "ask", type: "mfa", message: "Code?", fields: [{ name: "code" }] }];

/** Of a run that had a while. */
async function played(app: App, steps: ScenarioStep[], body: object = {}) {
  const run = await app.runTask(await app.newTask(steps), body);
  await app.clock.play(2000);
  return { ...run, session: run.session_id };
}
const run = (steps: ScenarioStep[]): Trigger => async app => (await played(app, steps)).id;
const session = (steps: ScenarioStep[]): Trigger => async app => (await played(app, steps)).session;
const canceled: Trigger = async app => {
  const { id } = await played(app, [{ step: "hang" }]);
  await app.send("POST", `/v2/task-runs/${id}/cancel`);
  await app.clock.play(1000);
  return id;
};
const idleTooLong: Trigger = async app => {
  const id = await session(done)(app);
  await app.clock.play(3_600_000);
  return id;
};
const login = (steps: ScenarioStep[]): Trigger => async app => {
  const credential_id = await newCredential(app);
  await played(app, steps, { credential_id });
  return credential_id;
};

const newTask = (app: App) => app.newTask();
const triggers: Readonly<Record<string, Trigger>> = {
  "agent.created": newAgent,
  "agent.updated": after(newAgent, "PATCH", "/agents/{id}", { name: "Other" }),
  "agent.deleted": after(newAgent, "DELETE", "/agents/{id}"),
  "source.created": newSource,
  "source.updated": after(newSource, "PATCH", "/sources/{id}", { name: "Other" }),
  "source.deleted": after(newSource, "DELETE", "/sources/{id}"),
  "credential.created": newCredential,
  "credential.verified": login(done),
  "credential.invalid": login(refused),
  "credential.unverified": async app => {
    const id = await login(done)(app);
    await app.send("PATCH", `/v2/credentials/${id}`, { auth_credentials: { username: "u", password: "other" } });
    return id;
  },
  "credential.deleted": after(newCredential, "DELETE", "/credentials/{id}"),
  "session.queued": session(done),
  "session.running": session(done),
  "session.idle": session(done),
  "session.completing": idleTooLong,
  "session.completed": idleTooLong,
  "session.failed": session(broken),
  "task.created": newTask,
  "task.updated": after(newTask, "PATCH", "/tasks/{id}", { name: "Other" }),
  "task.reset": after(newTask, "POST", "/tasks/{id}/reset"),
  "task.deleted": after(newTask, "DELETE", "/tasks/{id}"),
  "task_run.queued": run(done),
  "task_run.running": run(done),
  "task_run.interaction_required": run(asking),
  "task_run.review_required": run([{ step: "review" }]),
  "task_run.completed": run(done),
  "task_run.failed": run(refused),
  "task_run.canceling": canceled,
  "task_run.canceled": canceled,
  "storage.created": async app => {
    await played(app, [{ step: "store", text: "a", name: "a.txt", type: "text/plain" }, ...done]);
    return app.deck.store.storage.select("")[0]?.id;
  },
  "event_destination.activated": newDestination,
  "event_destination.deactivated": after(newDestination, "PATCH", "/event-destinations/{id}", { status: "inactive" }),
};

describe("Every change is told:", () => {
  for (const [type, trigger] of Object.entries(triggers)) {
    it(type, async () => {
      using app = await openApp();
      const id = await trigger(app);
      const { data } = await app.call(DeckEventPage, "GET", `/v2/events?type=${type}`);
      const event = data.find(one => one.data["id"] === id);
      assert.ok(event, `${id} is in no event`);
      const { object, status } = event.data;
      const [resource, action] = type.split(".");
      assert.equal(object, resource);
      if (["session", "task_run"].includes(resource ?? "")) assert.equal(status, action);
      const values = Object.values(event.data);
      assert.equal(values.every(value => typeof value === "string" || typeof value === "number"), true);
    });
  }

  it("each type is in this table, but for those of users, of whom there are none here", () => {
    assert.deepEqual(new Set([...Object.keys(triggers), "user.created"]), new Set(eventTypes));
  });
});
