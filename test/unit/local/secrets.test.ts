import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Credential, Source } from "../../../src/api/schemas/resources.ts";
import type { Agent } from "../../../src/local/agents/agent.ts";
import { BrokenSeal, Vault } from "../../../src/local/store/vault.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { openApp, temporaryFolder } from "./openApp.ts";

type App = Awaited<ReturnType<typeof openApp>>;

const password = "correct-horse-7f3a";
const pin = "pin-91-battery";

async function newCredential(app: App, auth_credentials: object = { username: "ada", password }) {
  const source = await app.call(Source, "POST", "/v2/sources", { type: "website", website: { url: "https://portal.test/" } });
  const body = { source_id: source.id, auth_method: "username_password", auth_credentials };
  return app.send("POST", "/v2/credentials", body);
}

const inputSchema = {
  type: "object",
  required: ["pin"],
  properties: {
    account: { type: "string" },
    pin: { type: "string", format: "password" },
    card: { type: "object", properties: { number: { type: "string", writeOnly: true }, name: { type: "string" } } },
    hint: { "x-deck-tokenize": true },
  },
};
const input = { account: "7", pin, card: { number: `${pin}-card`, name: "A" }, hint: [`${pin}-hint`] };

/** Notes what it was given. */
function watcher() {
  const seen: unknown[] = [];
  const agent: Agent = {
    async execute(job, world) {
      seen.push(job.input, job.credential, await world.secrets());
      return { output: null };
    },
  };
  return { seen, agents: () => agent };
}

/** Every file of a data folder, one after the other. */
function bytesIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1")).join("\n");
}

describe("The secrets of a credential", () => {
  it("are nowhere in the data folder, the answers, the events and the log, while the agent has them", async () => {
    using folder = temporaryFolder();
    const log: string[] = [];
    const { seen, agents } = watcher();
    const clock = new FakeClock();
    const app = await openApp({ data: folder.path, clock, agents, log: line => log.push(line) });
    const answers = [await (await newCredential(app)).text()];
    const { id } = Credential.parse(JSON.parse(answers[0] ?? ""));
    const task = await app.newTask(undefined, { input_schema: inputSchema });
    await app.runTask(task, { input, credential_id: id });
    await clock.play(5000);
    for (const path of [`/v2/credentials/${id}`, "/v2/credentials", "/v2/events", "/v2/task-runs"]) {
      answers.push(await (await app.send("GET", path)).text());
    }
    answers.push(await (await app.send("POST", "/v2/credentials", { source_id: 7, auth_credentials: { password } })).text());
    // An error of the parser quotes what is around it.
    for (const malformed of [`{"password":${password}}`, password, `{"a":"${password}"x`, `{"a":"${password}`]) {
      answers.push(await (await app.send("POST", "/v2/credentials", malformed)).text());
    }
    const everything = [bytesIn(folder.path), ...answers, ...log].join("\n");
    app.close();
    assert.match(everything, /ada/);
    for (const secret of [password, pin]) assert.ok(!(everything + bytesIn(folder.path)).includes(secret), secret);
    assert.deepEqual(seen, [input, { id, username: "ada" }, { password }]);
  });

  it("can be opened after a restart", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = Credential.parse(await (await newCredential(first)).json());
    const task = await first.newTask();
    first.close();
    const { seen, agents } = watcher();
    using app = await openApp({ data: folder.path, clock, agents });
    await app.runTask(task, { credential_id: id });
    await clock.play(5000);
    assert.deepEqual(seen[2], { password });
  });

  it("are of no use to whoever has only the database", () => {
    const sealed = new Vault("one").seal({ password }, "cred_1");
    assert.throws(() => new Vault("another").open(sealed, "cred_1"), BrokenSeal);
  });

  it("are bound to their credential, and cannot be altered", () => {
    const vault = new Vault("one");
    const sealed = vault.seal({ password }, "cred_1");
    assert.deepEqual(vault.open(sealed, "cred_1"), { password });
    assert.throws(() => vault.open(sealed, "cred_2"), BrokenSeal);
    const altered = Buffer.from(sealed, "base64");
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    assert.throws(() => vault.open(altered.toString("base64"), "cred_1"), BrokenSeal);
    assert.throws(() => vault.open("", "cred_1"), BrokenSeal);
  });

  it("are sealed differently each time", () => {
    const vault = new Vault("one");
    assert.notEqual(vault.seal({ password }, "cred_1"), vault.seal({ password }, "cred_1"));
  });
});

describe("The source fields of a credential", () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`field_${index}`, "1"]));
  const cases: [title: string, fields: unknown, status: number][] = [
    ["with ten names", many(10), 201],
    ["with eleven names", many(11), 422],
    ["with a capital letter", { Company: "7" }, 422],
    ["with a name that begins with a digit", { "1st": "7" }, 422],
    ["with a name of 64 letters", { ["a".repeat(64)]: "7" }, 201],
    ["with a name of 65 letters", { ["a".repeat(65)]: "7" }, 422],
    ["named like the user name", { username: "7" }, 422],
    ["named like the password", { password: "7" }, 422],
    ["with a value that is no text", { company_id: 7 }, 400],
  ];
  for (const [title, source_fields, status] of cases) {
    it(`${title} answer ${status}`, async () => {
      using app = await openApp();
      const answer = await newCredential(app, { username: "ada", password, source_fields });
      assert.equal(answer.status, status);
      const text = await answer.text();
      if (status === 201) assert.deepEqual(Credential.parse(JSON.parse(text)).auth_credentials, { username: "ada", source_fields });
      assert.ok(!text.includes(password));
    });
  }

  it("can be used in a scenario, like the user name", async () => {
    using app = await openApp();
    const credential = await newCredential(app, { username: "ada", password, source_fields: { company_id: "7" } });
    const { id } = Credential.parse(await credential.json());
    const output = "{{credential.username}} of {{credential.source_fields.company_id}}, {{credential.password}}";
    const run = await app.runTask(await app.newTask([{ step: "complete", output }]), { credential_id: id });
    await app.clock.play(5000);
    assert.equal((await app.run(run.id)).output, "ada of 7, ");
  });
});

describe("Tokenized input", () => {
  const rest = { account: "7", card: { name: "A" } };
  const names = ["pin", "card.number", "hint"];

  it("is taken out of the input, and its names are told where the input is", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask([{ step: "hang" }], { input_schema: inputSchema }), { input });
    const run = await app.run(id);
    assert.deepEqual([run.input, run.tokenized], [rest, names]);
    const without = await (await app.send("GET", `/v2/task-runs/${id}`)).text();
    assert.doesNotMatch(without, /tokenized/);
  });

  it("is not spoken of where there is none", async () => {
    using app = await openApp();
    const { id } = await app.runTask(await app.newTask(), { input: { account: "7" } });
    assert.doesNotMatch(await (await app.send("GET", `/v2/task-runs/${id}?include=input`)).text(), /tokenized/);
  });

  it("is checked like the rest", async () => {
    using app = await openApp();
    const task = await app.newTask(undefined, { input_schema: inputSchema });
    assert.equal((await app.send("POST", `/v2/tasks/${task}/run`, { input: { pin: 7 } })).status, 422);
    assert.equal((await app.send("POST", `/v2/tasks/${task}/run`, { input: {} })).status, 422);
  });

  it("reaches the agent after a restart, and is forgotten at the end of the run", async () => {
    using folder = temporaryFolder();
    const clock = new FakeClock();
    const first = await openApp({ data: folder.path, clock });
    const { id } = await first.runTask(await first.newTask(undefined, { input_schema: inputSchema }), { input });
    first.close();
    const { seen, agents } = watcher();
    using app = await openApp({ data: folder.path, clock, agents });
    assert.ok(app.deck.store.runs.get(id)?.tokens);
    await clock.play(5000);
    assert.deepEqual(seen[0], input);
    const run = app.deck.store.runs.get(id);
    assert.deepEqual([run?.tokens, run?.tokenized], [null, names]);
  });

  it("that cannot be opened fails its run and no other", async () => {
    using app = await openApp();
    const task = await app.newTask([{ step: "complete" }], { input_schema: inputSchema });
    const { id } = await app.runTask(task, { input });
    const other = await app.runTask(task, { input });
    app.deck.store.runs.update(id, { tokens: new Vault("another").seal({ pin }, id) });
    await app.clock.play(5000);
    assert.deepEqual((await app.run(id)).errors?.map(({ code }) => code), ["tokens_unreadable"]);
    assert.equal((await app.run(other.id)).status, "completed");
  });
});
