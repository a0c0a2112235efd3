import assert from "node:assert/strict";
import * as z from "zod";
import { ErrorBody } from "../../../src/api/schemas/error.ts";
import { Agent, Credential, Source } from "../../../src/local/routes/replies.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { openApp } from "./openApp.ts";

const webhook = { url: "https://receiver.test/", custom_headers: null, secret: null };
const Anything = z.looseObject({ id: z.string() });

async function opened() {
  const app = await openApp();
  const { id: agent_id } = await app.call(Agent, "POST", "/v2/agents", { name: "A" });
  const newPlace = async (host: string) => {
    const { id: source_id } = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: `https://${host}` } });
    const { id } = await app.call(Credential, "POST", "/v2/credentials", { source_id });
    return { source_id, credential_id: id };
  };
  const refusal = async (method: string, path: string, body: object) => {
    const answer = await app.send(method, path, body);
    return answer.ok ? answer.status : `${answer.status} ${ErrorBody.parse(await answer.json()).errors[0]?.field}`;
  };
  return { app, agent_id, newPlace, refusal, [Symbol.dispose]: () => app[Symbol.dispose]() };
}
type Opened = Awaited<ReturnType<typeof opened>>;

describe("null for a member that may be absent", () => {
  const bodies: [path: string, body: (deck: Opened) => Promise<object>][] = [
    ["/v2/agents", async () => ({ name: "A", description: null })],
    ["/v2/sources", async () => ({ type: "website", website: { url: "https://a.test" }, name: null })],
    [
      "/v2/credentials",
      async ({ newPlace }) => ({
        source_id: (await newPlace("a.test")).source_id,
        auth_method: null,
        auth_credentials: { username: null, password: null, source_fields: null },
        external_id: null,
      }),
    ],
    [
      "/v2/tasks",
      async ({ agent_id }) => ({
        agent_id,
        name: "T",
        id: null,
        prompt: null,
        input_schema: null,
        output_schema: null,
        extraction: null,
        storage: { enabled: null, extraction: null, extraction_schema: null },
        settings: { timeout_seconds: null },
      }),
    ],
    ["/v2/event-destinations", async () => ({ name: "D", type: null, events: ["*"], webhook, aws_sqs: null, hookdeck: null })],
    ["/control/faults", async () => ({ method: null, path: null, times: null, delay_ms: 1, status: null, error: null, headers: null })],
  ];
  for (const [path, body] of bodies) {
    it(`counts as absent in POST ${path}`, async () => {
      using deck = await opened();
      const answer = await deck.app.send("POST", path, await body(deck));
      assert.ok(answer.ok, await answer.clone().text());
      assert.notEqual(Anything.parse(await answer.json()).id, "null");
    });
  }

  it("counts as absent in a run, in a scenario and in an update", async () => {
    using deck = await opened();
    const { app, agent_id } = deck;
    const task = await app.newTask();
    const steps = [{ step: "screenshot", file: null, svg: "<svg/>" }];
    assert.equal(await deck.refusal("PUT", `/control/tasks/${task}/scenario`, { name: "S", description: null, steps }), 200);
    assert.equal(await deck.refusal("POST", `/v2/tasks/${task}/run`, { source_id: null, credential_id: null, session_id: null }), 201);
    assert.equal((await app.call(Agent, "PATCH", `/v2/agents/${agent_id}`, { name: null, description: "new" })).name, "A");
  });

  it("is taken out of many members at once", async () => {
    using deck = await opened();
    const { source_id } = await deck.newPlace("a.test");
    const source_fields = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`a${index}`, null]));
    const credential = await deck.app.call(Credential, "POST", "/v2/credentials", { source_id, auth_credentials: { source_fields } });
    assert.deepEqual(credential.auth_credentials, { source_fields: {} });
  });

  it("is as wrong as its absence elsewhere, and stays in lists", async () => {
    using deck = await opened();
    assert.equal((await deck.app.send("POST", "/v2/agents", { name: null })).status, 400);
    assert.equal((await deck.app.send("POST", "/v2/event-destinations", { name: "D", events: [null], webhook })).status, 400);
    assert.equal((await deck.app.send("POST", "/v2/tasks", null)).status, 400);
  });
});

describe("An id in the body of a run", () => {
  it("counts as absent where it is an empty text", async () => {
    using deck = await opened();
    const task = await deck.app.newTask();
    const run = await deck.app.runTask(task, { source_id: "", credential_id: "", session_id: "" });
    assert.deepEqual([run.source_id, run.credential_id], [null, null]);
  });

  it("is refused where the session is elsewhere", async () => {
    using deck = await opened();
    const task = await deck.app.newTask();
    const [here, there] = [await deck.newPlace("here.test"), await deck.newPlace("there.test")];
    const another = await deck.app.call(Credential, "POST", "/v2/credentials", { source_id: here.source_id });
    const run = async (place: object) => Run.parse(await (await deck.app.send("POST", `/v2/tasks/${task}/run`, place)).json());
    const refused = (session_id: string | null | undefined, place: object) =>
      deck.refusal("POST", `/v2/tasks/${task}/run`, { session_id, ...place });
    const atSource = await run({ source_id: here.source_id });
    assert.equal(await refused(atSource.session_id, { credential_id: there.credential_id }), "422 source_id");
    assert.equal(await refused(atSource.session_id, { source_id: there.source_id }), "422 source_id");
    assert.equal(await refused(atSource.session_id, { credential_id: here.credential_id }), 201);
    const signedIn = await run(here);
    assert.equal(await refused(signedIn.session_id, { credential_id: another.id }), "422 credential_id");
    assert.equal(await refused(signedIn.session_id, here), 201);
  });
});

describe("The id of a task", () => {
  for (const id of [".", ".."]) {
    it(`cannot be ${id}, to which no address leads`, async () => {
      using deck = await opened();
      assert.equal(await deck.refusal("POST", "/v2/tasks", { name: "T", agent_id: deck.agent_id, id }), "422 id");
    });
  }

  it("may have dots", async () => {
    using deck = await opened();
    for (const id of ["...", ".a", "a.b", "..b"]) {
      assert.equal(await deck.refusal("POST", "/v2/tasks", { name: "T", agent_id: deck.agent_id, id }), 201);
      assert.equal((await deck.app.send("DELETE", `/v2/tasks/${id}`)).status, 200);
    }
  });
});

describe("A body", () => {
  const nested = (depth: number, before = "[", after = "]"): string => before.repeat(depth) + after.repeat(depth);
  const repeat = (depth: number): string => nested(depth, '[{"step":"repeat","times":1,"steps":', "}]").replace('"steps":}', '"steps":[]}');
  const steps = (text: string): string => `{"name":"S","steps":${text}}`;
  const bodies: [title: string, method: string, path: string, body: (depth: number) => string][] = [
    ["storage of a task", "PATCH", "/v2/tasks/ID", depth => `{"storage":{"foo":${nested(depth)}}}`],
    ["a name", "PATCH", "/v2/tasks/ID", depth => `{"name":${nested(depth)}}`],
    ["the output of a scenario", "PUT", "/control/tasks/ID/scenario", depth => steps(`[{"step":"complete","output":${nested(depth)}}]`)],
    ["what a scenario accepts", "PUT", "/control/tasks/ID/scenario",
      depth => steps(`[{"step":"ask","type":"t","message":"m","fields":[{"name":"a"}],"accept":{"a":${nested(depth)}}}]`)],
    ["the steps of a scenario", "PUT", "/control/tasks/ID/scenario", depth => steps(repeat(depth))],
  ];
  for (const [title, method, path, body] of bodies) {
    it(`is refused where ${title} is nested too deeply`, async () => {
      using deck = await opened();
      const task = await deck.app.newTask();
      for (const depth of [200, 240, 490]) {
        const { status } = await deck.app.send(method, path.replace("ID", task), body(depth));
        assert.ok(status < 500, `${status} at ${depth}`);
      }
      const answer = await deck.app.send(method, path.replace("ID", task), body(100_000), { "idempotency-key": "k" });
      assert.equal(answer.status, 422);
    });
  }

  it("may begin with a byte order mark", async () => {
    using deck = await opened();
    assert.equal((await deck.app.send("POST", "/v2/agents", '\ufeff{"name":"A"}')).status, 201);
    const input = "x".repeat(2_000_000);
    const task = await deck.app.newTask();
    const { id } = await deck.app.call(Run, "POST", `/v2/tasks/${task}/run`, `\ufeff${JSON.stringify({ input })}`);
    assert.equal((await deck.app.run(id)).input, input);
  });
});

describe("A parameter", () => {
  it("counts as absent where it is empty", async () => {
    using deck = await opened();
    for (const query of ["limit=", "cursor=", "starting_after=&ending_before=", "limit=1&limit="]) {
      assert.equal((await deck.app.send("GET", `/v2/agents?${query}`)).status, 200, query);
    }
  });

  it("cannot be an id that was deleted", async () => {
    using deck = await opened();
    await deck.app.send("DELETE", `/v2/agents/${deck.agent_id}`);
    assert.equal((await deck.app.send("GET", `/v2/agents?starting_after=${deck.agent_id}`)).status, 400);
  });
});

describe("The URL of a source", () => {
  const urls: [sent: string, kept: string][] = [
    ["example.com", "https://example.com/"],
    ["example.com:8080/login?a=1", "https://example.com:8080/login?a=1"],
    ["localhost:3000", "https://localhost:3000/"],
    ["http://a.test", "http://a.test"],
    ["HTTPS://a.test/x", "HTTPS://a.test/x"],
  ];
  for (const [sent, kept] of urls) {
    it(`may be ${sent}`, async () => {
      using deck = await opened();
      const source = await deck.app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: sent } });
      assert.equal(source.website.url, kept);
    });
  }

  for (const url of ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.test", "data:text/html,x", "nonsense", ""]) {
    it(`cannot be ${url || "empty"}`, async () => {
      using deck = await opened();
      assert.equal(await deck.refusal("POST", "/v2/sources", { type: "website", website: { url } }), "422 website.url");
    });
  }
});
