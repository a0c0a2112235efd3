import assert from "node:assert/strict";
import { get, type IncomingMessage } from "node:http";
import * as z from "zod";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { AgentPage } from "../../../src/api/schemas/resources.ts";
import { startLocalDeck } from "../../../src/local/localDeck.ts";
import { NewFault } from "../../../src/local/server/faults.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

const Faults = z.object({ data: z.array(z.object({ id: z.string(), remaining: z.int() })) });

async function appWith(fault: object) {
  const app = await openApp();
  assert.equal((await app.send("POST", "/control/faults", fault)).status, 201);
  return app;
}

/** What is spoiled is described nowhere, so that it is not compared with what is. */
function sendUnchecked({ app, deck }: Awaited<ReturnType<typeof openApp>>, path: string): Promise<Response> {
  return Promise.resolve(app.request(`http://127.0.0.1:4010${path}`, { headers: { authorization: `Bearer ${deck.key}` } }));
}

describe("A fault", () => {
  it("answers the next calls that match with its status, error and headers, and then no more", async () => {
    using app = await appWith({ method: "GET", path: "/v2/agents*", times: 2, status: 429, headers: { "Retry-After": "3" } });
    assert.equal((await sendUnchecked(app, "/v2/tasks")).status, 200);
    assert.equal((await app.send("POST", "/v2/agents", { name: "A" })).status, 201);
    const first = await sendUnchecked(app, "/v2/agents?limit=1");
    assert.deepEqual([first.status, first.headers.get("retry-after")], [429, "3"]);
    assert.equal(ErrorBody.parse(await first.json()).errors[0]?.code, "rate_limit_exceeded");
    assert.equal((await app.call(Faults, "GET", "/control/faults")).data[0]?.remaining, 1);
    assert.equal((await sendUnchecked(app, "/v2/agents/agt_0")).status, 429);
    assert.equal((await sendUnchecked(app, "/v2/agents")).status, 200);
    assert.deepEqual(await app.call(Faults, "GET", "/control/faults"), { data: [] });
  });

  it("can say its own error", async () => {
    const error = { type: "source", code: "source_error", message: "Down." };
    using app = await appWith({ status: 503, error });
    const answer = await sendUnchecked(app, "/v2/test");
    assert.deepEqual([answer.status, ErrorBody.parse(await answer.json()).errors], [503, [error]]);
  });

  it("delays a call by the clock of Local Deck", async () => {
    using app = await appWith({ delay_ms: 5000 });
    let status = 0;
    const answered = sendUnchecked(app, "/v2/test").then(answer => (status = answer.status));
    await app.clock.play(4999);
    assert.equal(status, 0);
    await app.clock.play(1);
    await answered;
    assert.equal(status, 200);
  });

  const bodies: [body: string, fits: (text: string) => boolean][] = [
    ["malformed", text => text.endsWith("},}")],
    ["truncated", text => text.startsWith("{") && !text.endsWith("}") && text.length > 10],
    ["empty", text => text === ""],
    ["html", text => text.startsWith("<!doctype html>")],
  ];
  for (const [body, fits] of bodies) {
    it(`makes a body ${body}`, async () => {
      using app = await appWith({ body });
      const answer = await sendUnchecked(app, "/v2/test");
      const text = await answer.text();
      assert.ok(answer.status === 200 && fits(text), text);
      assert.equal(answer.headers.get("content-length"), String(text.length));
    });
  }

  it("lets bytes come slowly", async () => {
    using app = await appWith({ bytes_per_second: 100 });
    const answer = await sendUnchecked(app, "/v2/test");
    let text: string | undefined;
    const read = answer.text().then(all => (text = all));
    await app.clock.play(500);
    assert.equal(text, undefined);
    await app.clock.play(5000);
    await read;
    assert.equal(z.object({ status: z.string() }).parse(JSON.parse(String(text))).status, "ready");
  });

  it("never keeps anybody from taking it back", async () => {
    using app = await appWith({ path: "*", times: 1_000_000, status: 500 });
    const { data } = await app.call(Faults, "GET", "/control/faults");
    assert.equal((await sendUnchecked(app, "/v2/test")).status, 500);
    assert.equal((await app.send("DELETE", `/control/faults/${data[0]?.id}`)).status, 200);
    assert.equal((await sendUnchecked(app, "/v2/test")).status, 200);
    assert.equal((await app.send("DELETE", `/control/faults/${data[0]?.id}`)).status, 404);
  });

  it("is refused where it does nothing or is not understood", async () => {
    using app = await openApp();
    for (const fault of [{}, { status: 99 }, { status: 200, error: { type: "a", code: "b", message: "c" } }, { status: 500, extra: 1 }, { path: "v2", status: 500 }]) {
      assert.equal((await app.send("POST", "/control/faults", fault)).status, 422, JSON.stringify(fault));
    }
    assert.equal((await app.send("POST", "/control/faults", { status: "500" })).status, 400);
  });

  const paths: [pattern: string, path: string, fits: boolean][] = [
    ["/v2/task-runs/*/cancel", "/v2/task-runs/trun_1/cancel", true],
    ["/v2/task-runs/*/cancel", "/v2/task-runs/trun_1", false],
    ["/v2/task-runs", "/v2/task-runs", true],
    ["/v2/task-runs", "/v2/task-runs/x", false],
    ["/v2/a*a", "/v2/a", false],
    ["*/cancel*", "/v2/x/cancel", true],
  ];
  for (const [pattern, path, fits] of paths) {
    it(`for ${pattern} ${fits ? "is" : "is not"} for ${path}`, async () => {
      using app = await openApp();
      app.deck.faults.add(NewFault.parse({ path: pattern, status: 500 }));
      assert.equal(app.deck.faults.take("GET", path) !== undefined, fits);
    });
  }
});

describe("A fault that cuts the connection", function () {
  this.timeout(60_000);

  async function served() {
    const folder = temporaryFolder();
    const deck = await startLocalDeck({ data: folder.path });
    const headers = { authorization: `Bearer ${deck.key}` };
    const control = deck.url.replace("/v2", "/control");
    return {
      fault: (fault: object) => fetch(`${control}/faults`, { method: "POST", headers, body: JSON.stringify(fault) }),
      addAgent: () => fetch(`${deck.url}/agents`, { method: "POST", headers, body: '{"name":"A"}' }),
      countAgents: async () => AgentPage.parse(await (await fetch(`${deck.url}/agents`, { headers })).json()).data.length,
      request: () => get(`${deck.url}/agents`, { headers }),
      close: async () => {
        await deck.close();
        folder[Symbol.dispose]();
      },
    };
  }

  for (const [cut, count] of [["before", 0], ["after", 1]] as const) {
    it(`${cut} the call does so`, async () => {
      const deck = await served();
      try {
        await deck.fault({ cut });
        await assert.rejects(deck.addAgent());
        assert.equal(await deck.countAgents(), count);
      } finally {
        await deck.close();
      }
    });
  }

  it("within the answer leaves the client with a part of it", async () => {
    const deck = await served();
    try {
      await deck.fault({ cut: "within" });
      const answer = await new Promise<IncomingMessage>(resolve => void deck.request().on("response", resolve));
      assert.equal(answer.statusCode, 200);
      await assert.rejects(answer.toArray(), /aborted/);
    } finally {
      await deck.close();
    }
  });
});
