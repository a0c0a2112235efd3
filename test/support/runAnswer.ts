/**
 * What the service's own document says of the answer to `GET /task-runs/{run_id}`, as of its newest version, in our
 * words: which members are always there, and of what type each is. Wherever it allows null or any value, any value is
 * meant.
 */

const text = { type: "string" };
const textOrNull = { type: ["null", "string"] };
const time = { type: "string", format: "date-time" };
/** Numbers may come as text. */
const integerPattern = "^-?(?:0|[1-9]\\d*)$";
const integer = { type: ["integer", "string"], pattern: integerPattern };
const anything = {};

const error = {
  type: "object",
  required: ["type", "code", "message"],
  properties: { type: text, code: text, message: text, field: textOrNull },
};

const storageItem = {
  type: "object",
  required: ["id", "object", "file_name", "file_type", "file_size", "purpose", "created_at"],
  properties: {
    id: text,
    object: text,
    file_name: text,
    file_type: text,
    file_size: integer,
    url: textOrNull,
    extraction: anything,
    purpose: { enum: ["attachment", "extraction", "output"] },
    created_at: time,
  },
};

const screenshot = {
  type: "object",
  required: ["file_name", "file_type", "file_size", "created_at"],
  properties: {
    file_name: text,
    file_type: text,
    file_size: integer,
    url: textOrNull,
    reasoning: textOrNull,
    created_at: time,
  },
};

export const runAnswer = {
  type: "object",
  required: [
    "id",
    "object",
    "status",
    "result",
    "task_id",
    "credential_id",
    "session_id",
    "agent_id",
    "source_id",
    "runtime_ms",
    "output",
    "errors",
    "interaction",
    "created_at",
    "updated_at",
    "request_id",
  ],
  properties: {
    id: { type: "string", pattern: "^trun_" },
    object: { const: "task_run" },
    status: {
      enum: ["queued", "running", "canceling", "interaction_required", "review_required", "completed", "canceled", "failed"],
    },
    result: { enum: ["success", "failure", "unknown", null] },
    task_id: text,
    credential_id: textOrNull,
    session_id: textOrNull,
    agent_id: text,
    source_id: textOrNull,
    runtime_ms: { type: ["null", "integer", "string"], pattern: integerPattern },
    input: anything,
    // Absent where there are none, and then never an empty list.
    tokenized: { type: ["null", "array"], items: text },
    output: anything,
    storage: { type: ["null", "array"], items: storageItem },
    artifacts: { type: ["null", "object"], properties: { screenshots: { type: "array", items: screenshot } } },
    errors: { type: ["null", "array"], items: error },
    interaction: anything,
    created_at: time,
    updated_at: time,
    request_id: text,
  },
};
