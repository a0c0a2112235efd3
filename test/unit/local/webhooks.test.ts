import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DeckEvent } from "../../../src/api/schemas/events.ts";
import { openApp, temporaryFolder } from "./openApp.ts";
import { openReceiver, status, until } from "./receiver.ts";
import { namesIn, newAgent, patch, subscribe, verified } from "./webhookSetup.ts";

describe("An event", () => {
  it("reaches a webhook, signed so that a Standard Webhooks library takes it", async () => {
    using receiver = await openReceiver();
    using app = await openApp();
    const { webhook } = await subscribe(app, `${receiver.url}/hook?from=deck`);
    await newAgent(app);
    await receiver.received(1);
    const [message] = receiver.got;
    assert.ok(message);
    const event = verified(webhook?.secret ?? "", message);
    const { request_id, ...kept } = await app.call(DeckEvent, "GET", `/v2/events/${event.id}`);
    assert.deepEqual(event, kept);
    assert.match(request_id ?? "", /^req_/);
    assert.equal(message.headers["webhook-id"], event.id);
    assert.equal(message.headers["content-type"], "application/json");
    assert.equal(message.path, "/hook?from=deck");
  });

  it("reaches every destination that wants its type, and no other", async () => {
    using all = await openReceiver();
    using some = await openReceiver();
    using app = await openApp();
    await subscribe(app, all.url, { events: ["*"] });
    await subscribe(app, some.url, { events: ["source.created", "agent.created"] });
    await app.send("POST", "/v2/sources", { type: "website", website: { url: "https://example.com" } });
    await newAgent(app);
    await Promise.all([all.received(4), some.received(2)]);
    const activated = "event_destination.activated";
    assert.deepEqual(all.types().toSorted(), ["agent.created", activated, activated, "source.created"]);
    assert.deepEqual(some.types().toSorted(), ["agent.created", "source.created"]);
  });

  it("brings the client's headers along, but for those that are not the client's", async () => {
    using receiver = await openReceiver();
    using app = await openApp();
    const headers = {
      Authorization: "Bearer receiver",
      "X-Team": "billing",
      "Webhook-Id": "forged",
      "webhook-signature": "v1,forged",
      Connection: "upgrade",
      "Transfer-Encoding": "chunked",
      "Content-Length": "1",
      Host: "forged.example",
    };
    const { webhook } = await subscribe(app, receiver.url, {}, { custom_headers: JSON.stringify(headers) });
    await newAgent(app);
    await receiver.received(1);
    const [message] = receiver.got;
    assert.ok(message);
    assert.equal(verified(webhook?.secret ?? "", message).type, "agent.created");
    const { authorization, "x-team": team, host, "transfer-encoding": encoding } = message.headers;
    assert.deepEqual([authorization, team, encoding], ["Bearer receiver", "billing", undefined]);
    assert.equal(`http://${host}`, receiver.url);
  });

  it("is signed with the former secret too, for a day after it was changed", async () => {
    using receiver = await openReceiver();
    using app = await openApp();
    const { id, webhook } = await subscribe(app, receiver.url);
    const former = webhook?.secret ?? "";
    const later = `whsec_${Buffer.from("another key of thirty-two bytes!").toString("base64")}`;
    await patch(app, id, { webhook: { secret: later } });
    await newAgent(app);
    await receiver.received(1);
    await app.clock.play(24 * 3_600_000);
    await newAgent(app);
    await receiver.received(2);
    const [soon, late] = receiver.got;
    assert.ok(soon && late);
    assert.equal(verified(former, soon).id, verified(later, soon).id);
    assert.equal(verified(later, late).type, "agent.created");
    assert.throws(() => verified(former, late), /matching signature/i);
  });

  it("of a change that was taken back reaches nobody", async () => {
    using receiver = await openReceiver();
    using app = await openApp();
    await subscribe(app, receiver.url);
    const { store } = app.deck;
    assert.throws(() =>
      store.transaction(() => {
        store.addEvent("agent.created", app.clock.now(), { id: "agt_none", object: "agent" });
        throw new Error("changed my mind");
      }),
    );
    await newAgent(app, "real");
    await receiver.received(1);
    assert.deepEqual(namesIn(receiver.got), ["real"]);
  });
});

describe("What a webhook keeps to itself", () => {
  it("is in no answer, no log and no file in clear", async () => {
    using folder = temporaryFolder();
    const said: string[] = [];
    using receiver = await openReceiver(status(500));
    const app = await openApp({ data: folder.path, log: line => void said.push(line) });
    const secret = `whsec_${Buffer.from("the key that nobody may read now").toString("base64")}`;
    const webhook = { secret, custom_headers: JSON.stringify({ authorization: "Bearer hush-hush" }) };
    const created = await subscribe(app, `${receiver.url}/hidden-path`, { events: ["*"] }, webhook);
    await newAgent(app);
    await until(() => said.length >= 2);
    const cloud = { name: "Q", type: "rabbitmq", events: ["*"], rabbitmq: { exchange: "x", server_url: "amqp://me:hush-hush@host/v" } };
    for (const [method, path, body] of [
      ["POST", "/v2/event-destinations", cloud],
      ["PATCH", `/v2/event-destinations/${created.id}`, { webhook: { secret, custom_headers: webhook.custom_headers } }],
      ["GET", "/v2/event-destinations"],
      ["GET", "/v2/events"],
    ] as const) {
      said.push(await (await app.send(method, path, body)).text());
    }
    app.close();
    const files = readdirSync(folder.path).filter(name => name.startsWith("deck.sqlite"));
    const all = [JSON.stringify(created), ...said, ...files.map(name => readFileSync(join(folder.path, name), "latin1"))].join("\n");
    for (const hidden of [secret, secret.slice(6), "hush-hush"]) assert.equal(all.includes(hidden), false, hidden);
    assert.equal(said.some(line => line.includes("attempt") && line.includes("hidden-path")), false);
    assert.deepEqual([all.includes("me@host"), created.webhook?.secret], [true, undefined]);
  });
});
