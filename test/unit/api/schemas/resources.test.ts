import assert from "node:assert/strict";
import type * as z from "zod";
import { Agent, Credential, ServiceTest, Source, Task } from "../../../../src/api/schemas/resources.ts";
import { StoredFile } from "../../../../src/api/schemas/storedFile.ts";

const times = { created_at: "2026-03-31T12:00:00Z", updated_at: "2026-03-31T12:00:00Z" };
const agent = {
  id: "agt_1",
  object: "agent",
  name: "Bills",
  description: null,
  tasks: [{ id: "task_1", object: "task", name: "Download", status: "live" }],
  ...times,
  request_id: "req_1",
};
const source = { id: "src_1", object: "source", name: null, type: "website", website: { url: "https://portal.example.test" }, ...times, request_id: "req_1" };
const credential = {
  id: "cred_1",
  object: "credential",
  status: "unverified",
  external_id: null,
  source_id: "src_1",
  auth_method: "username_password",
  auth_credentials: { username: "ada", company_id: "7" },
  ...times,
  request_id: "req_1",
};
const task = {
  id: "task_1",
  object: "task",
  name: "Download",
  prompt: null,
  status: "learning",
  agent_id: "agt_1",
  input_schema: { type: "object", properties: {} },
  output_schema: null,
  storage: { enabled: true, extraction: false },
  settings: { timeout_seconds: 600 },
  ...times,
  request_id: "req_1",
};
const file = {
  id: "stor_1",
  object: "storage",
  file_name: "bill.pdf",
  file_type: "application/pdf",
  file_size: 12,
  purpose: "output",
  url: null,
  extraction: null,
  task_run_id: "trun_1",
  created_at: times.created_at,
};
const test = { status: "ready", environment: "live", capabilities: ["review"], request_id: "req_1" };

const objects: [name: string, schema: z.ZodType, documented: object, required: readonly string[]][] = [
  ["an agent", Agent, agent, ["id", "name", "created_at"]],
  ["a source", Source, source, ["id", "type", "created_at"]],
  ["a credential", Credential, credential, ["id", "status", "source_id", "auth_method", "created_at"]],
  ["a task", Task, task, ["id", "name", "status", "agent_id", "created_at"]],
  ["a stored file", StoredFile, file, ["id", "file_name", "file_type", "file_size", "created_at"]],
  ["the answer to a key check", ServiceTest, test, ["status"]],
];

for (const [name, schema, documented, required] of objects) {
  const least = Object.fromEntries(Object.entries(documented).filter(([member]) => required.includes(member)));
  describe(name, () => {
    it("keeps every documented member, and nothing else", () => {
      assert.deepEqual(schema.parse({ ...documented, brand_new: true }), documented);
    });

    it("can be its required members alone, and gets no others", () => {
      assert.deepEqual(schema.parse(least), least);
    });

    for (const missing of required) {
      it(`is none without its ${missing}`, () => {
        assert.equal(schema.safeParse({ ...documented, [missing]: undefined }).success, false);
      });
    }
  });
}

describe("the schemas of a task", () => {
  for (const schema of [true, false, {}, null]) {
    it(`can be ${JSON.stringify(schema)}`, () => assert.deepEqual(Task.parse({ ...task, input_schema: schema }).input_schema, schema));
  }
});
