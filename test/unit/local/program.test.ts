import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { FromLocalDeckWorker, LocalDeckWorkerData } from "../../../src/local/workerMessages.ts";
import { Agent, AgentPage } from "../../../src/api/schemas/resources.ts";
import { Run } from "../../../src/api/schemas/run.ts";
import { help, readOptions } from "../../../src/local/programOptions.ts";
import { temporaryFolder } from "./openApp.ts";

const local = join(import.meta.dirname, "../../../src/local");

/** The ids of those that it says it has made. */
async function addAgents(url: string, key: string, count: number): Promise<string[]> {
  const headers = { authorization: `Bearer ${key}` };
  const posts = Array.from({ length: count }, () => fetch(`${url}/agents`, { method: "POST", headers, body: '{"name":"A"}' }));
  return Promise.all(posts.map(async post => Agent.parse(await (await post).json()).id));
}

/** The program as a child, killed with the test. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [join(local, "program.ts"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  const ended = once(child, "close").then(([code]) => ({ ...said, code: Number(code) }));
  return {
    child,
    ended,
    /** What it says when it listens. */
    listening: async (): Promise<{ url: string; key: string }> => {
      await once(child.stdout, "data");
      return JSON.parse(said.out);
    },
    [Symbol.dispose]: () => void child.kill("SIGKILL"),
  };
}

describe("The program", function () {
  // Each test starts programs, on a machine that may be busy.
  this.timeout(60_000);

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`prints one line of JSON when it listens, and ends cleanly with ${signal}`, async () => {
      using folder = temporaryFolder();
      using program = start("--port", "0", "--data", join(folder.path, "data"), "--demo");
      const { url, key } = await program.listening();
      assert.equal((await fetch(`${url}/test`, { headers: { authorization: `Bearer ${key}` } })).status, 200);
      program.child.kill(signal);
      const { out, err, code } = await program.ended;
      assert.deepEqual([err, code], ["", 0]);
      assert.match(out, /^\{"url":"http:\/\/127\.0\.0\.1:\d+\/v2","key":"sk_local_[A-Za-z0-9]{32}"\}\n$/);
    });
  }

  it("says in one sentence why it cannot start, with exit code 1", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "thesis.txt"), "years of work");
    using program = start("--data", folder.path);
    const { out, err, code } = await program.ended;
    assert.deepEqual([out, code], ["", 1]);
    assert.match(err, /^The folder .* so it was left as it is; choose an empty or a new folder\.\n$/);
  });

  it("says who has the data folder, and once that one was killed has it with all that was acknowledged", async () => {
    using folder = temporaryFolder();
    using first = start("--data", folder.path);
    const { url, key } = await first.listening();
    using second = start("--data", folder.path);
    const { err, code } = await second.ended;
    assert.equal(code, 1);
    assert.ok(err.includes(`in use by the Local Deck at ${url}`), err);

    const acknowledged = await addAgents(url, key, 20);
    first.child.kill("SIGKILL");
    await first.ended;
    using third = start("--data", folder.path);
    const again = await third.listening();
    assert.equal(again.key, key);
    const answer = await fetch(`${again.url}/agents?limit=100`, { headers: { authorization: `Bearer ${key}` } });
    const ids = AgentPage.parse(await answer.json()).data.map(agent => agent.id);
    assert.deepEqual(ids.toSorted(), acknowledged.toSorted());
  });

  it("keeps nothing in memory, plays its scenarios faster, and logs as JSON", async () => {
    using folder = temporaryFolder();
    const steps = [{ step: "log", message: "at work" }, { step: "wait", ms: 3_600_000 }, { step: "complete", output: 1 }];
    writeFileSync(join(folder.path, "a.scenario.json"), JSON.stringify({ name: "task_a", steps }));
    const options = ["--memory", "--scenarios", folder.path, "--speed", "50000", "--log", "json", "--no-rate-limit"];
    using program = start(...options, "--key", "a-key-of-mine", "--sessions", "1", "--session-overflow", "queue");
    const { url, key } = await program.listening();
    assert.equal(key, "a-key-of-mine");
    const send = async (method: string, path: string, body?: object) =>
      (await fetch(url + path, { method, headers: { authorization: `Bearer ${key}` }, ...(body && { body: JSON.stringify(body) }) })).json();
    const agent = Agent.parse(await send("POST", "/agents", { name: "A" }));
    await send("POST", "/tasks", { id: "task_a", name: "A", agent_id: agent.id, settings: { timeout_seconds: 600_000 } });
    let run = Run.parse(await send("POST", "/tasks/task_a/run", {}));
    for (let tries = 0; run.status !== "completed" && tries < 1000; tries += 1) {
      await pause(10);
      run = Run.parse(await send("GET", `/task-runs/${run.id}`));
    }
    assert.equal(run.output, 1);
    program.child.kill("SIGTERM");
    const { err, code } = await program.ended;
    const line = JSON.parse(err);
    assert.deepEqual([line.message, code], [`${run.id}: at work`, 0]);
  });

  it("logs a failure that nobody waited for, and goes on", async () => {
    const reject = 'data:text/javascript,process.on("SIGUSR2",()=>{Promise.reject(new Error("lost"))})';
    const child = spawn(process.execPath, ["--import", reject, join(local, "program.ts"), "--memory"], { stdio: ["ignore", "pipe", "pipe"] });
    try {
      const [line] = await once(child.stdout, "data");
      const { url, key } = JSON.parse(String(line));
      child.kill("SIGUSR2");
      const [logged] = await once(child.stderr, "data");
      assert.match(String(logged), /A failure that nobody waited for: Error: lost/);
      assert.equal((await fetch(`${url}/test`, { headers: { authorization: `Bearer ${key}` } })).status, 200);
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("says what is wrong with its scenarios folder", async () => {
    using program = start("--memory", "--scenarios", "/nowhere/at/all");
    const { err, code } = await program.ended;
    assert.match(err, /^The scenarios folder \/nowhere\/at\/all cannot be read/);
    assert.equal(code, 1);
  });

  it("answers a wrong option with exit code 2", async () => {
    using program = start("--prot", "1");
    assert.deepEqual(await program.ended, { out: "", err: "Unknown option '--prot'; --help shows the options.\n", code: 2 });
  });
});

describe("The options of the program", () => {
  const wrong: [args: string[], message: RegExp][] = [
    [["--port", "70000"], /0 to 65535/],
    [["--port", "x"], /0 to 65535/],
    [["--host", "0.0.0.0"], /this machine alone/],
    [["--key", "a b"], /without spaces/],
    [["--data", ""], /needs a folder/],
    [["--data"], /argument missing/],
    [["stray"], /Unexpected argument/],
    [["--memory", "--data", "x"], /exclude each other/],
    [["--scenarios", ""], /needs a folder/],
    [["--speed", "0"], /--speed needs a number from 1 to 100000, not 0/],
    [["--speed", "1e3"], /from 1 to 100000/],
    [["--sessions", "0"], /--sessions needs a number from 1/],
    [["--session-overflow", "wait"], /one of refuse, queue;/],
    [["--log", "xml"], /one of text, json;/],
  ];
  for (const [args, message] of wrong) {
    it(`refuse ${args.join(" ")}`, () => {
      const options = readOptions(args);
      assert.equal(options.kind, "wrong");
      assert.match(options.kind === "wrong" ? options.message : "", message);
    });
  }

  it("have defaults", () => {
    assert.deepEqual(readOptions([]), {
      kind: "serve",
      data: ".deck-local",
      port: 0,
      host: "127.0.0.1",
      demo: false,
      speed: 1,
      sessionOverflow: "refuse",
      rateLimit: true,
      log: "text",
    });
  });

  it("are taken as they are given", () => {
    const line = "--memory --scenarios s --speed 60 --sessions 3 --session-overflow queue --no-rate-limit --log json --port 4010 --key 12345678";
    assert.deepEqual(readOptions(line.split(" ")), {
      kind: "serve",
      port: 4010,
      host: "127.0.0.1",
      key: "12345678",
      demo: false,
      scenarios: "s",
      speed: 60,
      sessions: 3,
      sessionOverflow: "queue",
      rateLimit: false,
      log: "json",
    });
  });

  it("are all in the help, which fits a terminal", () => {
    const names = ["data", "memory", "port", "host", "key", "demo", "scenarios", "speed", "sessions", "session-overflow", "no-rate-limit", "log"];
    for (const name of names) assert.match(help, new RegExp(`^  --${name}\\b`, "m"));
    assert.ok(help.split("\n").every(line => line.length <= 120));
  });

  it("can ask for help and for the version", () => {
    assert.deepEqual([readOptions(["--help"]).kind, readOptions(["--version"]).kind], ["help", "version"]);
  });
});

describe("The worker", function () {
  this.timeout(60_000);

  function startWorker(data: LocalDeckWorkerData) {
    const worker = new Worker(join(local, "worker.ts"), { workerData: data });
    const first = once(worker, "message").then(([message]): FromLocalDeckWorker => message);
    return { worker, first };
  }

  it("says where it listens, and ends when it is told to close", async () => {
    using folder = temporaryFolder();
    const { worker, first } = startWorker({ data: folder.path, demo: false });
    const message = await first;
    assert.equal(message.type, "listening");
    const ended = once(worker, "exit");
    worker.postMessage("close");
    assert.deepEqual(await ended, [0]);
  });

  it("passes on why it could not start, and who has the folder", async () => {
    using folder = temporaryFolder();
    const one = startWorker({ data: folder.path, demo: false });
    const listening = await one.first;
    const two = startWorker({ data: folder.path, demo: false });
    const failed = await two.first;
    assert.ok(listening.type === "listening" && failed.type === "failed");
    assert.deepEqual([failed.kind, failed.holder], ["held", { url: listening.url, key: listening.key }]);
    one.worker.postMessage("close");
    await once(one.worker, "exit");
  });
});
