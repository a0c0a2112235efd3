import assert from "node:assert/strict";
import * as z from "zod";
import { DeckEvent, DeckEventPage, EventTypes } from "../../../src/api/schemas/events.ts";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { openApp } from "./openApp.ts";
import { newAgent } from "./webhookSetup.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const dayMs = 24 * 3_600_000;

/** One agent a day, and a source on the second. */
async function threeDays(app: App) {
  for (const name of ["first", "second", "third"]) {
    await newAgent(app, name);
    if (name === "second") await app.send("POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } });
    await app.clock.play(dayMs);
  }
}

async function told(app: App, query = "") {
  const { data } = await app.call(DeckEventPage, "GET", `/v2/events?${query}`);
  return data.map(({ type, data }) => (type === "agent.created" ? z.string().parse(data["name"]) : type)).join(" ");
}

describe("The list of events", () => {
  const cases: [query: string, expected: string][] = [
    ["", "third source.created second first"],
    ["type=agent.created", "third second first"],
    ["type=source.created&type=task.created", "source.created"],
    ["type[]=source.created", "source.created"],
    ["type=nothing.happened", ""],
    ["created_after=2026-03-31T12:00:00Z", "third source.created second"],
    ["created_before=2026-04-02T12:00:00Z", "source.created second first"],
    ["created_after=2026-03-31T18:00:00Z&created_before=2026-04-01T18:00:00Z&type=agent.created", "second"],
    ["limit=2", "third source.created"],
  ];
  for (const [query, expected] of cases) {
    it(`has ${expected || "nothing"} for ${query || "no filter"}`, async () => {
      using app = await openApp();
      await threeDays(app);
      assert.equal(await told(app, query), expected);
    });
  }

  it("goes on where it was", async () => {
    using app = await openApp();
    await threeDays(app);
    const page = await app.call(DeckEventPage, "GET", "/v2/events?limit=3");
    await newAgent(app, "fourth");
    assert.equal(page.has_more, true);
    assert.equal(await told(app, `cursor=${page.next_cursor}`), "first");
  });

  it("refuses a time that is none", async () => {
    using app = await openApp();
    assert.equal((await app.send("GET", "/v2/events?created_after=lately")).status, 400);
  });

  it("forgets after 30 days, and the store with it", async () => {
    using app = await openApp();
    await threeDays(app);
    await app.clock.play(27 * dayMs - 1);
    assert.equal(await told(app), "third source.created second first");
    const first = (await app.call(DeckEventPage, "GET", "/v2/events?limit=100")).data.at(-1);
    await app.clock.play(1);
    assert.equal(await told(app), "third source.created second");
    const answer = await app.send("GET", `/v2/events/${first?.id}`);
    assert.equal(ErrorBody.parse(await answer.json()).errors[0]?.code, "event_not_found");
    await app.clock.play(dayMs);
    assert.equal(app.deck.store.events.count(), 1);
  });
});

describe("An event", () => {
  it("tells what the resource was like then", async () => {
    using app = await openApp();
    const agent = await newAgent(app, "before");
    await app.send("PATCH", `/v2/agents/${agent.id}`, { name: "after" });
    const { data } = await app.call(DeckEventPage, "GET", "/v2/events?type=agent.created");
    const event = await app.call(DeckEvent, "GET", `/v2/events/${data[0]?.id}`);
    assert.match(event.id, /^evt_/);
    assert.deepEqual([event.object, event.type, event.created_at], ["event", "agent.created", "2026-03-31T12:00:00.000Z"]);
    assert.deepEqual(event.data, { id: agent.id, object: "agent", name: "before", description: "" });
  });
});

describe("The event types", () => {
  it("are all on one page", async () => {
    using app = await openApp();
    const { data } = await app.call(EventTypes, "GET", "/v2/event-types?limit=1");
    for (const type of ["task_run.review_required", "task.reset", "session.idle", "event_destination.deactivated", "user.created"]) {
      assert.ok(data.includes(type), type);
    }
    assert.equal(new Set(data).size, data.length);
    assert.ok(data.length > 30);
  });
});
