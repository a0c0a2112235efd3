import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import * as z from "zod";
import { OpenApiCheck } from "../../support/openApiCheck.ts";
import { openApp } from "./openApp.ts";

const Operation = z.looseObject({ operationId: z.string(), tags: z.array(z.string()), responses: z.record(z.string(), z.unknown()) });
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()), securitySchemes: z.record(z.string(), z.unknown()) }),
});

async function document() {
  using app = await openApp();
  return Document.parse(await (await app.send("GET", "/v2/openapi.json")).json());
}

const methods = ["get", "post", "put", "patch", "delete"];
const operations = ({ paths }: z.output<typeof Document>) =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap(method => (method in item ? [{ path, method, ...Operation.parse(item[method]) }] : [])),
  );

describe("The OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(await document());
    assert.ok(valid, JSON.stringify(errors));
  });

  it("refers to nothing that is not there, and has names in place of loops", async () => {
    const described = await document();
    const references = [...JSON.stringify(described).matchAll(/"\$ref":"([^"]*)"/g)].map(match => match[1] ?? "");
    assert.ok(references.length > 50);
    for (const reference of new Set(references)) {
      let found: unknown = described;
      for (const name of reference.split("/").slice(1)) found = z.record(z.string(), z.unknown()).parse(found)[name];
      assert.ok(found, reference);
    }
    assert.ok("step" in described.components.schemas);
  });

  it("names every operation once", async () => {
    const ids = operations(await document()).map(({ operationId }) => operationId);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.ok(ids.includes("runATask"));
  });

  it("tells what is no part of the service by its place and tag", async () => {
    for (const { path, tags } of operations(await document())) {
      assert.equal(path.startsWith("/control/"), tags.includes("Control"), path);
    }
  });

  it("has both shapes for 400 and wants the key", async () => {
    const described = await document();
    const invalid = JSON.stringify(z.looseObject({ responses: z.record(z.string(), z.unknown()) }).parse(described.components).responses["Refused400"]);
    assert.match(invalid, /ValidationError.*\/Error"/);
    assert.deepEqual(Object.keys(described.components.securitySchemes), ["BearerAuth"]);
  });

  it("would not let a wrong answer through", async () => {
    const check = new OpenApiCheck(await document());
    const agent = { id: "agt_1", object: "agent", name: "A", description: null, tasks: [], created_at: "2026-01-01T00:00:00Z" };
    const whole = { ...agent, updated_at: "2026-01-01T00:00:00Z", request_id: "req_1" };
    const read = (body: unknown, status = 200) => check.check("GET", "/v2/agents/agt_1", { status, body });
    read(whole);
    assert.throws(() => read(agent), /updated_at/);
    assert.throws(() => read({ ...whole, object: "source" }), /object/);
    assert.throws(() => read({ ...whole, created_at: "yesterday" }), /created_at/);
    assert.throws(() => read(whole, 404), /errors/);
    assert.throws(() => read(whole, 201), /not described/);
    assert.throws(() => check.check("GET", "/v2/task-runs/trun_1", { status: 200, body: whole }), /task_id/);
  });
});
