import assert from "node:assert/strict";
import { DeckError, ErrorBody, ProblemBody } from "../../../../src/api/schemas/error.ts";
import { RunSummary } from "../../../../src/api/schemas/run.ts";
import { freshRun } from "./documentedRun.ts";

describe("an error", () => {
  const full = { type: "request", code: "input_missing", message: "`name` is required.", field: "name" };
  const cases: [title: string, sent: object, read: object][] = [
    ["keeps its documented members", full, full],
    ["keeps a null field", { ...full, field: null }, { ...full, field: null }],
    ["can come without a type", { code: "blocked", message: "Stopped." }, { type: "unknown", code: "blocked", message: "Stopped." }],
    ["can come with a null type and code", { type: null, code: null, message: "Stopped." }, { type: "unknown", code: "unknown", message: "Stopped." }],
    ["can come without a message", { type: "task", code: "timeout" }, { type: "task", code: "timeout", message: "" }],
    ["drops what is not documented", { ...full, brand_new: 1 }, full],
  ];
  for (const [title, sent, read] of cases) it(title, () => assert.deepEqual(DeckError.parse(sent), read));

  it("without a type does not cost the run", () => {
    const errors = [{ code: "blocked", message: "Stopped." }];
    assert.deepEqual(RunSummary.parse({ ...freshRun(), errors }).errors, [{ type: "unknown", code: "blocked", message: "Stopped." }]);
  });
});

describe("the body of a refused call", () => {
  const errors = [{ type: "request", code: "task_not_found", message: "No such task." }];
  const cases: [title: string, sent: object, read: object][] = [
    ["keeps errors and the request's name", { errors, request_id: "req_1" }, { errors, request_id: "req_1" }],
    ["can come without the request's name", { errors }, { errors }],
    ["keeps its errors where the request's name is null", { errors, request_id: null }, { errors, request_id: null }],
  ];
  for (const [title, sent, read] of cases) it(title, () => assert.deepEqual(ErrorBody.parse(sent), read));
});

describe("the body of a bad request", () => {
  const problem = {
    type: "https://tools.ietf.org/html/rfc9110#section-15.5.1",
    title: "One or more validation errors occurred.",
    status: 400,
    errors: { name: ["is required", "is too short"], "input.month": ["is no month"] },
    traceId: "00-abc-01",
  };
  const cases: [title: string, sent: object, read: object][] = [
    ["keeps every documented member", problem, problem],
    ["can be its errors alone", { errors: problem.errors }, { errors: problem.errors }],
    ["can have null for the rest", { ...problem, type: null, title: null, status: null, traceId: null }, { ...problem, type: null, title: null, status: null, traceId: null }],
  ];
  for (const [title, sent, read] of cases) it(title, () => assert.deepEqual(ProblemBody.parse(sent), read));

  it("is not mistaken for the other one, nor the other for it", () => {
    assert.equal(ErrorBody.safeParse(problem).success, false);
    assert.equal(ProblemBody.safeParse({ errors: [], request_id: "req_1" }).success, false);
  });
});
