import assert from "node:assert/strict";
import { request as send } from "node:http";
import { EventReceiver } from "../../../../src/host/push/eventReceiver.ts";
import { newSecret } from "../../../../src/host/push/loopbackRoute.ts";
import { toleranceMs } from "../../../../src/api/webhookSignature.ts";
import { signatureHeaders } from "../../../../src/local/events/signature.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

const event = { id: "evt_1", object: "event", type: "task_run.completed", data: { id: "trun_1", status: "completed" }, created_at: "2026-03-31T12:00:00Z" };

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly secret?: string;
  readonly id?: string;
  readonly at?: number;
}

async function setup() {
  const clock = new FakeClock();
  const secret = newSecret();
  const heard: string[] = [];
  const lines: string[] = [];
  const receiver = await EventReceiver.open({ port: 0, path: "way", secret, clock, onEvent: ({ id, type }) => heard.push(`${id} ${type}`), log: line => lines.push(line) });
  const { port } = receiver;
  const post = (sent: Sent = {}): Promise<number> => {
    const { method = "POST", path = "/way", body = JSON.stringify(event), id = "evt_1", at = clock.now() } = sent;
    const headers = { ...signatureHeaders(id, Math.floor(at / 1000), body, [sent.secret ?? secret]), ...sent.headers };
    return new Promise((resolve, reject) => {
      const asked = send({ port, host: "127.0.0.1", method, path, headers }, answer => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.once("error", reject);
      asked.end(method === "GET" ? undefined : body);
    });
  };
  return { clock, heard, lines, port, post, receiver, [Symbol.asyncDispose]: () => receiver.close() };
}

describe("The receiver of events", () => {
  it("tells a signed event, and each once however often it is sent", async () => {
    await using made = await setup();
    assert.equal(await made.post(), 204);
    assert.equal(await made.post(), 204);
    made.clock.advance(toleranceMs);
    assert.equal(await made.post(), 204);
    assert.equal(await made.post({ id: "evt_2" }), 204);
    assert.deepEqual(made.heard, ["evt_1 task_run.completed", "evt_1 task_run.completed"]);
  });

  const refused: [title: string, sent: Sent, status: number][] = [
    ["an event that another has signed", { secret: newSecret() }, 401],
    ["an event that was signed long ago", { at: new FakeClock().now() - toleranceMs - 1000 }, 401],
    ["a guessed path", { path: "/wax" }, 404],
    ["a longer path", { path: "/way/x" }, 404],
    ["a web page", { headers: { origin: "http://127.0.0.1" } }, 404],
    ["another method", { method: "PUT" }, 405],
    ["more than a megabyte", { body: " ".repeat(1_000_001) }, 413],
  ];
  for (const [title, sent, status] of refused) {
    it(`refuses ${title}`, async () => {
      await using made = await setup();
      assert.equal(await made.post(sent), status);
      assert.deepEqual(made.heard, []);
    });
  }

  it("says why it refused, without a word of what was sent", async () => {
    await using made = await setup();
    await made.post({ secret: newSecret() });
    await made.post({ at: made.clock.now() - 3_600_000 });
    assert.deepEqual(made.lines, [
      "An event was refused: its signature is not that of the server.",
      "An event was refused: it was signed too long ago, or the clocks of the two sides differ by more than 5 minutes.",
    ]);
  });

  it("takes what is signed well and cannot be read, so that it does not come again", async () => {
    await using made = await setup();
    assert.equal(await made.post({ body: "<html>", id: "evt_3" }), 204);
    assert.equal(await made.post({ body: '{"id":1}', id: "evt_4" }), 204);
    assert.deepEqual(made.heard, []);
    assert.deepEqual(made.lines, Array.from({ length: 2 }, () => "An event was signed well and could not be read."));
  });

  it("says to who knows the path that somebody is here", async () => {
    await using made = await setup();
    assert.deepEqual([await made.post({ method: "GET" }), await made.post({ method: "GET", path: "/" })], [204, 404]);
  });

  it("gives its port free, and does not share it", async () => {
    const made = await setup();
    const options = { port: made.port, path: "way", secret: newSecret(), clock: made.clock, onEvent: () => undefined, log: () => undefined };
    await assert.rejects(EventReceiver.open(options), new RegExp(`^Error: Port ${made.port} of this machine, where the tunnel ends, is taken for now\\. If another program keeps it, `));
    await made.receiver.close();
    const next = await EventReceiver.open(options);
    assert.equal(next.port, made.port);
    await next.close();
  });
});
