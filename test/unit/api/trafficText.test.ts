import assert from "node:assert/strict";
import { Traffic } from "../../../src/api/traffic.ts";
import { trafficText } from "../../../src/api/trafficText.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { deckSetup } from "./deckSetup.ts";
import { json } from "../../support/network/tinyServer.ts";

const context = { profile: "Local Deck", push: "Runs are asked for." };

function setup() {
  const clock = new FakeClock();
  const traffic = new Traffic(clock);
  const note = (kind: string, more: Partial<Parameters<Traffic["note"]>[0]> = {}): void =>
    traffic.note({ kind, requests: 1, isRetry: false, status: 200, bytesSent: 0, bytesReceived: 1500, ms: 20, ...more });
  /** Without the columns' widths. */
  const text = (): string => trafficText(traffic.report(), { ...context, now: clock.now() }).replaceAll(/ +/g, " ").replaceAll(/-+/g, "-");
  return { clock, note, text };
}

describe("The report of the traffic", () => {
  it("says that nothing was sent yet, and how changes come to be known", () => {
    assert.match(setup().text(), /^# Traffic with Local Deck\n[\s\S]*\nRuns are asked for\.\n\nNothing was sent yet\.\n$/);
  });

  it("tells requests per minute by kind, the busiest first, and all together", () => {
    const { clock, note, text } = setup();
    for (let time = 0; time < 3; time++) note("GET /task-runs");
    note("GET /tasks", { ms: 70 });
    clock.advance(60_000);
    note("GET /task-runs");
    clock.advance(60_000);
    const [, table] = /## Requests by kind\n\n([\s\S]*?)\n\n/.exec(text()) ?? [];
    assert.deepEqual(table?.split("\n").slice(2), ["| GET /task-runs | 1 | 2.0 | 4 | 20 ms |", "| GET /tasks | 0 | 0.5 | 1 | 70 ms |", "| All | 1 | 2.5 | 5 | 30 ms |"]);
  });

  it("tells retries, refusals, failures and bytes, by kind and by minute", () => {
    const { clock, note, text } = setup();
    note("POST /tasks/{id}/run", { status: 429, bytesSent: 300 });
    note("POST /tasks/{id}/run", { isRetry: true, bytesSent: 300 });
    clock.advance(60_000);
    note("GET /tasks", { status: 500, bytesReceived: 2_500_000 });
    assert.ok(text().includes("| POST /tasks/{id}/run | 1 | 1 | 1 | 600 B | 3.0 kB |"));
    assert.ok(text().includes("| GET /tasks | 0 | 0 | 1 | 0 B | 2.5 MB |"));
    const minutes = /## By minute\n\n([\s\S]*)\n$/.exec(text())?.[1]?.split("\n").slice(2) ?? [];
    assert.deepEqual(minutes.map(line => line.replace(/\d\d:\d\d/, "TIME")), ["| TIME | 1 | 0 | 0 | 1 | 0 B | 2.5 MB |", "| TIME | 2 | 1 | 1 | 1 | 600 B | 3.0 kB |"]);
  });

  it("has no word of what was sent or received", async () => {
    const secrets = ["trun_secretsecret", "sk_live_0123456789abcdef", "Zoë", "hunter2", "req_quiet"];
    const run = { id: secrets[0], status: "completed", task_id: "task_1", output: { name: secrets[2], pin: secrets[3] }, created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:00Z", request_id: secrets[4] };
    await using made = await deckSetup({ answers: [json(run)], key: "sk_live_0123456789abcdef" });
    await made.client.runs.get("trun_secretsecret");
    const text = trafficText(made.client.traffic(), { ...context, now: made.clock.now() });
    assert.match(text, /GET \/task-runs\/\{id\}/);
    assert.deepEqual(secrets.filter(secret => text.includes(secret)), []);
  });
});
