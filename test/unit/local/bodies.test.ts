import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import type { Agent } from "../../../src/local/agents/agent.ts";
import { listen, type Patience } from "../../../src/local/listen.ts";
import { openApp, temporaryFolder } from "./openApp.ts";
import { filesBeside } from "./playedRuns.ts";

type App = Awaited<ReturnType<typeof openApp>>;

/** Larger than what is held in memory while it comes. */
const rows = Array.from({ length: 200 }, (_, index) => ({ id: index, name: `näme "${index}"`.padEnd(10_000), list: [[]] }));

async function opened() {
  const folder = temporaryFolder();
  const app = await openApp({ data: folder.path });
  return {
    app,
    task: await app.newTask([{ step: "complete", output: "{{input}}" }]),
    files: () => filesBeside(folder.path),
    [Symbol.dispose]() {
      app[Symbol.dispose]();
      folder[Symbol.dispose]();
    },
  };
}

/** A body of so many bytes, without telling its length before. */
async function sendBytes(app: App, path: string, size: number, headers: Record<string, string> = {}): Promise<Response> {
  const piece = new Uint8Array(1_000_000).fill(0x20);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent >= size) return controller.close();
      controller.enqueue(piece);
      sent += piece.length;
    },
  });
  const authorization = `Bearer ${app.deck.key}`;
  const options = { method: "POST", body, duplex: "half" as const, headers: { authorization, ...headers } };
  return app.app.request(`http://127.0.0.1:4010${path}`, options);
}

describe("A large input", () => {
  it("comes back as it was sent, and so does a large output", async () => {
    using deck = await opened();
    const { app, task } = deck;
    const sent = `{"credential_id":null, "input" : ${JSON.stringify({ rows }, null, 1)} ,"request_id":"x"}`;
    assert.ok(sent.length > 1_500_000);
    const { id } = await app.call(Run, "POST", `/v2/tasks/${task}/run`, sent);
    await app.clock.play(5000);
    const answer = await app.send("GET", `/v2/task-runs/${id}?include=input`);
    const body = await answer.text();
    assert.equal(answer.headers.get("content-length"), String(Buffer.byteLength(body)));
    const run = Run.parse(JSON.parse(body));
    assert.deepEqual(run.input, { rows });
    assert.deepEqual(run.output, { rows });
  });

  it("is kept as it is written, and nothing else of the body is", async () => {
    using deck = await opened();
    const { app, task } = deck;
    const written = `[ "${"x".repeat(2_000_000)}",\n"\\u00e4" ]`;
    const { id } = await app.call(Run, "POST", `/v2/tasks/${task}/run`, `{"inp\\u0075t":${written},"inputs":1}`);
    const kept = app.deck.store.runs.get(id)?.input.blob ?? "";
    assert.deepEqual(deck.files(), [kept]);
    assert.equal(app.deck.store.blobs.readText(kept), written);
  });

  it("of an older client is read too", async () => {
    using deck = await opened();
    const { app, task } = deck;
    const { id } = await app.runTask(task, { inputs: { rows } });
    assert.deepEqual((await app.run(id)).input, { rows });
  });

  it("that is refused leaves nothing behind", async () => {
    using deck = await opened();
    for (const body of [`${JSON.stringify({ input: { rows } })}]`, JSON.stringify({ input: { rows }, credential_id: "cred_none" })]) {
      assert.ok((await deck.app.send("POST", `/v2/tasks/${deck.task}/run`, body)).status >= 400);
    }
    assert.deepEqual(deck.files(), []);
  });
});

describe("A body", () => {
  it("may have 105 MB where it is the input of a run, and no more", async () => {
    using deck = await opened();
    const answer = await sendBytes(deck.app, `/v2/tasks/${deck.task}/run`, 106_000_000);
    const { errors } = ErrorBody.parse(await answer.json());
    assert.deepEqual([answer.status, errors[0]?.code, errors[0]?.message], [413, "body_too_large", "The body is larger than 105 MB."]);
    assert.deepEqual(deck.files(), []);
  });

  it("may have 16 MB elsewhere", async () => {
    using deck = await opened();
    assert.equal((await sendBytes(deck.app, "/v2/agents", 17_000_000)).status, 413);
    assert.equal((await sendBytes(deck.app, "/v2/agents", 15_000_000)).status, 400);
  });

  it("that says that it is too large is refused before it comes", async () => {
    using deck = await opened();
    const answer = await sendBytes(deck.app, "/v2/agents", 0, { "content-length": "17000000" });
    assert.equal(answer.status, 413);
  });

  it("that is not UTF-8 is malformed", async () => {
    using deck = await opened();
    const { app, task } = deck;
    for (const size of [0, 2_000_000]) {
      const body = Buffer.concat([Buffer.from(`{"input":"${" ".repeat(size)}`), Buffer.from([0xff]), Buffer.from('"}')]);
      const answer = await app.app.request(`http://127.0.0.1:4010/v2/tasks/${task}/run`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${app.deck.key}` },
      });
      assert.equal(answer.status, 400);
    }
  });

  it("with the sign for unknown letters is not", async () => {
    using deck = await opened();
    const { id } = await deck.app.runTask(deck.task, { input: "\ufffd" });
    assert.equal((await deck.app.run(id)).input, "\ufffd");
  });

  it("whose input is nested too deeply is refused", async () => {
    using deck = await opened();
    const nested = (depth: number): string => `{"input":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const run = async (depth: number) => (await deck.app.send("POST", `/v2/tasks/${deck.task}/run`, nested(depth))).status;
    assert.deepEqual([await run(500), await run(501), await run(100_000)], [201, 422, 422]);
  });
});

describe("The server", () => {
  /** Its runs leave a file of 5 MB. */
  async function served(patience?: Patience) {
    const agent: Agent = {
      async execute(_, world) {
        await world.storeFile({ name: "large.txt", type: "text/plain", bytes: Buffer.alloc(5_000_000, "x") });
        return { output: null };
      },
    };
    const app = await openApp({ agents: () => agent });
    const server = await listen(app.app, "127.0.0.1", 0, patience);
    return {
      app,
      port: server.port,
      headers: { host: "127.0.0.1:4010", authorization: `Bearer ${app.deck.key}` },
      async [Symbol.asyncDispose]() {
        await server.close();
        app[Symbol.dispose]();
      },
    };
  }

  it("answers 408 to a body that does not come, and 408 to headers that do not end", async () => {
    await using server = await served({ headersMs: 500, requestMs: 500, checkMs: 50 });
    const head = `POST /v2/agents HTTP/1.1\r\nHost: 127.0.0.1:4010\r\nAuthorization: ${server.headers.authorization}\r\n`;
    const answerTo = (sent: string): Promise<string> => {
      const socket = connect(server.port, "127.0.0.1");
      socket.write(sent);
      return text(socket);
    };
    for (const answer of await Promise.all([`${head}Content-Length: 100\r\n\r\n{`, head].map(answerTo))) assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it("answers 403 to a foreign host, also where the request line has a whole URL of ours", async () => {
    await using server = await served();
    const ask = async (host: string): Promise<string> => {
      const socket = connect(server.port, "127.0.0.1");
      const lines = ["GET http://127.0.0.1:4010/v2/test HTTP/1.1", `Host: ${host}`, `Authorization: ${server.headers.authorization}`, "Connection: close"];
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
      return (await text(socket)).slice(0, 12);
    };
    assert.deepEqual([await ask("evil.test"), await ask("127.0.0.1:4010")], ["HTTP/1.1 403", "HTTP/1.1 200"]);
  });

  it("answers 431 to headers that are too large", async () => {
    await using server = await served();
    const call = request({ port: server.port, path: "/v2/test", headers: { ...server.headers, "x-large": "x".repeat(40_000) } }).end();
    const [answer]: IncomingMessage[] = await once(call, "response");
    answer?.resume();
    assert.equal(answer?.statusCode, 431);
  });

  it("takes no harm from a reader that goes away in the middle of a file", async () => {
    await using server = await served();
    const { app } = server;
    const { id } = await app.runTask(await app.newTask());
    await app.clock.play(5000);
    const url = new URL((await app.run(id)).storage?.[0]?.url ?? "");
    const ask = () => request({ port: server.port, path: url.pathname + url.search, headers: server.headers }).end();
    const [cut]: IncomingMessage[] = await once(ask(), "response");
    await new Promise(resolve => cut?.once("data", resolve));
    cut?.destroy();
    const [whole]: IncomingMessage[] = await once(ask(), "response");
    assert.ok(whole);
    assert.equal((await text(whole)).length, 5_000_000);
  });
});
