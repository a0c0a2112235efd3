import assert from "node:assert/strict";
import { EventDeliveryPage, EventDestination, EventDestinationPage } from "../../../src/api/schemas/events.ts";
import { ErrorBody, ProblemBody } from "../../../src/api/schemas/error.ts";
import { openApp } from "./openApp.ts";
import { openReceiver, status } from "./receiver.ts";
import { deliveries, destination, newAgent, patch, stored, subscribe } from "./webhookSetup.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const path = "/v2/event-destinations";
const url = "https://example.com/hook";
const plain = { name: "Mine", events: ["*"], webhook: { url } };

/** The status, and which field is named. */
async function outcome(app: App, method: string, to: string, body: object) {
  const answer = await app.send(method, to, body);
  const said: unknown = await answer.json();
  const fields = answer.status === 400 ? Object.keys(ProblemBody.parse(said).errors) : ErrorBody.parse(said).errors.map(({ field }) => field);
  return `${answer.status} ${fields.join(" ")}`;
}

describe("A new event destination", () => {
  it("is active and shows its address; a secret that was made here is shown this once", async () => {
    using app = await openApp();
    const { id, webhook, ...made } = await app.call(EventDestination, "POST", path, plain);
    assert.match(id, /^evtd_[A-Za-z0-9]{16}$/);
    assert.match(webhook?.secret ?? "", /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.deepEqual([made.object, made.status, made.type, made.events], ["event_destination", "active", "webhook", ["*"]]);
    assert.deepEqual((await destination(app, id)).webhook, { url });
    const { data } = await app.call(EventDestinationPage, "GET", path);
    assert.deepEqual(data.map(one => [one.id, one.webhook]), [[id, { url }]]);
  });

  it("does not show a secret that the client has", async () => {
    using app = await openApp();
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const made = await app.call(EventDestination, "POST", path, { ...plain, webhook: { url, secret, custom_headers: "" } });
    assert.deepEqual(made.webhook, { url });
  });

  const clouds: [type: string, config: Record<string, string>, shown?: Record<string, string>][] = [
    ["aws_sqs", { queue_url: "https://sqs.us-east-1.amazonaws.com/1/q" }],
    ["aws_kinesis", { stream_name: "s", region: "us-east-1" }],
    ["aws_s3", { bucket: "b", region: "us-east-1" }],
    ["aws_eventbridge", { event_bus_name: "b", region: "us-east-1" }],
    ["gcp_pubsub", { project_id: "p", topic: "t" }],
    ["rabbitmq", { exchange: "e", server_url: "amqp://me:word@host:5672/v" }, { exchange: "e", server_url: "amqp://me@host:5672/v" }],
    ["azure_servicebus", { name: "n" }],
    ["hookdeck", { token: "t" }, {}],
  ];
  for (const [type, config, shown = config] of clouds) {
    it(`may be ${type}; its events are told as not delivered`, async () => {
      using app = await openApp();
      const body = { name: "Cloud", type, events: ["agent.created"], [type]: { ...config, secret_access_key: "hidden" }, webhook: null };
      const { id } = await app.call(EventDestination, "POST", path, body);
      const read = await destination(app, id);
      assert.deepEqual(Object.entries(read).find(([name]) => name === type)?.[1], shown);
      assert.deepEqual([read.status, read.type], ["active", type]);
      await newAgent(app);
      await app.clock.play(3_600_000);
      assert.deepEqual(await deliveries(app, id), ["failure 0"]);
      assert.equal((await destination(app, id)).status, "active");
    });
  }

  const wrong: [title: string, change: object, expected: string][] = [
    ["without a name", { name: undefined }, "400 name"],
    ["with an empty name", { name: "" }, "422 name"],
    ["of an unknown type", { type: "pigeon" }, "422 type"],
    ["without events", { events: undefined }, "400 events"],
    ["for no event", { events: [] }, "422 events"],
    ["for all events and one more", { events: ["*", "task_run.failed"] }, "422 events"],
    ["for an event that there is not", { events: ["task_run.exploded"] }, "422 events.0"],
    ["without its object", { webhook: undefined }, "400 webhook"],
    ["with null for its object", { webhook: null }, "400 webhook"],
    ["with the object of another type", { type: "aws_sqs" }, "422 webhook"],
    ["with the objects of two types", { azure_servicebus: { name: "n" } }, "422 azure_servicebus"],
    ["without a URL", { webhook: {} }, "400 webhook.url"],
    ["with a URL that is none", { webhook: { url: "example" } }, "422 webhook.url"],
    ["with a URL for files", { webhook: { url: "file:///etc/passwd" } }, "422 webhook.url"],
    ["with headers that are no text", { webhook: { url, custom_headers: { a: "b" } } }, "400 webhook.custom_headers"],
    ["with headers that are no JSON", { webhook: { url, custom_headers: "a: b" } }, "422 webhook.custom_headers"],
    ["with headers in a list", { webhook: { url, custom_headers: '["a"]' } }, "422 webhook.custom_headers"],
    ["with a name that no header may have", { webhook: { url, custom_headers: '{"a b":"c"}' } }, "422 webhook.custom_headers"],
    ["with a header of two lines", { webhook: { url, custom_headers: '{"a":"b\\r\\nc: d"}' } }, "422 webhook.custom_headers"],
    ["with a secret of another kind", { webhook: { url, secret: "hunter2" } }, "422 webhook.secret"],
    ["with a secret that is not base64", { webhook: { url, secret: "whsec_a" } }, "422 webhook.secret"],
    ["with a broker address that is none", { type: "rabbitmq", webhook: null, rabbitmq: { exchange: "e", server_url: "host" } }, "422 rabbitmq.server_url"],
  ];
  for (const [title, change, expected] of wrong) {
    it(`is refused ${title}`, async () => {
      using app = await openApp();
      assert.equal(await outcome(app, "POST", path, { ...plain, ...change }), expected);
      assert.equal(app.deck.store.outbox.destinations.count(), 0);
    });
  }

  it("may want events of older versions", async () => {
    using app = await openApp();
    const made = await app.call(EventDestination, "POST", path, { ...plain, events: ["task_run.pending", "connection.invalid"] });
    assert.deepEqual(made.events, ["task_run.pending", "connection.invalid"]);
  });
});

describe("A changed event destination", () => {
  it("has what was sent, and keeps the rest", async () => {
    using app = await openApp();
    const { id } = await app.call(EventDestination, "POST", path, plain);
    await patch(app, id, { name: "Yours", events: ["task.reset"] });
    await patch(app, id, { webhook: { url: `${url}/2` } });
    const { name, events, status, webhook } = await destination(app, id);
    assert.deepEqual([name, events, status, webhook], ["Yours", ["task.reset"], "active", { url: `${url}/2` }]);
  });

  it("brings other headers, or none", async () => {
    using receiver = await openReceiver();
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url, {}, { custom_headers: '{"x-team":"one"}' });
    for (const custom_headers of ['{"x-team":"two"}', null]) {
      await newAgent(app);
      await stored(app, 0, "due_at IS NOT NULL");
      await patch(app, id, { webhook: { custom_headers } });
    }
    await newAgent(app);
    await receiver.received(3);
    assert.deepEqual(receiver.got.map(({ headers }) => headers["x-team"]), ["one", "two", undefined]);
  });

  for (const [title, body, expected] of [
    ["an unknown status", { status: "asleep" }, "422 status"],
    ["a status that only the service gives", { status: "pending_verification" }, "422 status"],
    ["no events", { events: [] }, "422 events"],
    ["the object of another type", { aws_s3: { bucket: "b" } }, "422 aws_s3"],
    ["a URL that is none", { webhook: { url: "nowhere" } }, "422 webhook.url"],
  ] as const) {
    it(`is refused ${title}`, async () => {
      using app = await openApp();
      const { id } = await app.call(EventDestination, "POST", path, plain);
      assert.equal(await outcome(app, "PATCH", `${path}/${id}`, body), expected);
    });
  }

  for (const [method, rest] of [["GET", ""], ["PATCH", ""], ["DELETE", ""], ["GET", "/event-deliveries"]] as const) {
    it(`that does not exist is 404 for ${method} ${rest}`, async () => {
      using app = await openApp();
      const answer = await app.send(method, `${path}/evtd_none${rest}`, method === "PATCH" ? {} : undefined);
      assert.equal(answer.status, 404);
      assert.equal(ErrorBody.parse(await answer.json()).errors[0]?.code, "event_destination_not_found");
    });
  }

  it("is gone once deleted", async () => {
    using app = await openApp();
    const { id } = await app.call(EventDestination, "POST", path, plain);
    const deleted: unknown = await (await app.send("DELETE", `${path}/${id}`)).json();
    assert.deepEqual({ ...Object(deleted), request_id: "" }, { id, object: "event_destination", deleted: true, request_id: "" });
    assert.equal((await app.send("GET", `${path}/${id}`)).status, 404);
  });
});

describe("The deliveries of a destination", () => {
  it("are newest first and can be chosen by status and type", async () => {
    using receiver = await openReceiver(status(500));
    using app = await openApp();
    const { id } = await subscribe(app, receiver.url, { events: ["agent.created", "source.created"] });
    await newAgent(app);
    await stored(app, 1, "status = 'failure'");
    receiver.answerWith(status(200));
    await app.send("POST", "/v2/sources", { type: "website", website: { url } });
    await stored(app, 1, "status = 'success'");
    const read = async (query: string) => {
      const { data } = await app.call(EventDeliveryPage, "GET", `${path}/${id}/event-deliveries?${query}`);
      return data.map(one => one.event_type).join(" ");
    };
    assert.equal(await read(""), "source.created agent.created");
    assert.equal(await read("status=failure"), "agent.created");
    assert.equal(await read("status=success&status=failure&limit=1"), "source.created");
    assert.equal(await read("type=agent.created&status=success"), "");
    const { data } = await app.call(EventDeliveryPage, "GET", `${path}/${id}/event-deliveries?limit=1`);
    const [latest] = data;
    assert.match(latest?.event_id ?? "", /^evt_/);
    assert.deepEqual([latest?.object, latest?.event_destination_id, latest?.attempts], ["event_delivery", id, 1]);
    assert.equal(latest?.delivered_at, "2026-03-31T12:00:00.000Z");
  });
});
