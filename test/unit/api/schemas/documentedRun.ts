/** A run with every member that the service documents, and every section. */
export function documentedRun() {
  return {
    id: "trun_a1B2c3D4e5F6g7H8",
    object: "task_run",
    status: "completed",
    result: "success",
    task_id: "task_download_bills",
    credential_id: "cred_a1B2c3D4e5F6g7H8",
    session_id: "sess_a1B2c3D4e5F6g7H8",
    agent_id: "agt_a1B2c3D4e5F6g7H8",
    source_id: "src_a1B2c3D4e5F6g7H8",
    runtime_ms: 41_200,
    input: { account: "12-345", months: [1, 2] },
    tokenized: ["password"],
    output: { bills: [{ total: 12.5, paid: false, note: null }] },
    storage: [
      {
        id: "stor_a1B2c3D4e5F6g7H8",
        object: "storage",
        file_name: "bill.pdf",
        file_type: "application/pdf",
        file_size: 48_211,
        url: "https://files.example.test/bill.pdf?signature=abc",
        extraction: { total: 12.5 },
        purpose: "output",
        created_at: "2026-03-31T12:00:40Z",
      },
    ],
    artifacts: {
      screenshots: [
        {
          file_name: "0001.webp",
          file_type: "image/webp",
          file_size: 9_120,
          url: "https://files.example.test/0001.webp?signature=abc",
          reasoning: "The list of bills is open.",
          created_at: "2026-03-31T12:00:05Z",
        },
      ],
    },
    errors: [{ type: "auth", code: "auth_invalid", message: "The login was refused.", field: "password" }],
    interaction: {
      type: "mfa",
      message: "Enter the code we sent you.",
      fields: [{ name: "code", type: "string", label: "Code" }],
    },
    created_at: "2026-03-31T12:00:00Z",
    updated_at: "2026-03-31T12:00:42Z",
    request_id: "req_a1B2c3D4e5F6g7H8",
  };
}

/** Its members that always come, as the service sends them while nothing has happened yet. */
export function freshRun() {
  return {
    id: "trun_a1B2c3D4e5F6g7H8",
    object: "task_run",
    status: "queued",
    result: null,
    task_id: "task_download_bills",
    credential_id: null,
    session_id: null,
    agent_id: "agt_a1B2c3D4e5F6g7H8",
    source_id: null,
    runtime_ms: null,
    output: null,
    errors: null,
    interaction: null,
    created_at: "2026-03-31T12:00:00Z",
    updated_at: "2026-03-31T12:00:00Z",
    request_id: "req_a1B2c3D4e5F6g7H8",
  };
}
