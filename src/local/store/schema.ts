const standard = `
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL`;

/** Times are milliseconds since 1970. What is JSON on the wire is JSON text here. */
export const schema = `
CREATE TABLE agents (${standard}, name TEXT NOT NULL, description TEXT);
CREATE TABLE sources (${standard}, name TEXT, type TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE credentials (${standard},
  source_id TEXT NOT NULL, status TEXT NOT NULL, external_id TEXT, auth_method TEXT NOT NULL, summary TEXT NOT NULL,
  secret TEXT);
CREATE TABLE tasks (${standard},
  agent_id TEXT NOT NULL, name TEXT NOT NULL, prompt TEXT, status TEXT NOT NULL, input_schema TEXT, output_schema TEXT,
  storage TEXT, timeout_seconds INTEGER, scenario TEXT);
CREATE INDEX tasks_agent ON tasks (agent_id);
CREATE TABLE sessions (${standard},
  status TEXT NOT NULL, source_id TEXT, credential_id TEXT, started_at INTEGER, ended_at INTEGER);
CREATE INDEX sessions_newest ON sessions (created_at, seq);
CREATE INDEX sessions_status ON sessions (status, updated_at, seq);
CREATE TABLE runs (${standard},
  status TEXT NOT NULL, result TEXT, task_id TEXT NOT NULL, agent_id TEXT NOT NULL, source_id TEXT, credential_id TEXT,
  session_id TEXT NOT NULL, input TEXT NOT NULL, tokenized TEXT, tokens TEXT, output TEXT, errors TEXT, interaction TEXT,
  scenario TEXT, progress TEXT, reply TEXT,
  timeout_seconds INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER, answer_by INTEGER);
CREATE INDEX runs_newest ON runs (created_at, seq);
CREATE INDEX runs_status ON runs (status, created_at, seq);
CREATE INDEX runs_task ON runs (task_id, created_at, seq);
CREATE INDEX runs_session ON runs (session_id, status);
CREATE TABLE screenshots (${standard},
  run_id TEXT NOT NULL, file_name TEXT NOT NULL, file_type TEXT NOT NULL, file_size INTEGER NOT NULL, blob TEXT NOT NULL,
  reasoning TEXT);
CREATE INDEX screenshots_run ON screenshots (run_id, created_at, seq);
CREATE TABLE storage_items (${standard},
  run_id TEXT NOT NULL, file_name TEXT NOT NULL, file_type TEXT NOT NULL, file_size INTEGER NOT NULL, blob TEXT NOT NULL,
  purpose TEXT NOT NULL, extraction TEXT, result TEXT NOT NULL, task_id TEXT, credential_id TEXT, fingerprint TEXT);
CREATE INDEX storage_items_run ON storage_items (run_id, created_at, seq);
CREATE INDEX storage_items_fingerprint ON storage_items (task_id, credential_id, fingerprint);
CREATE TABLE kept_answers (${standard}, status INTEGER NOT NULL, sealed TEXT NOT NULL);
CREATE INDEX kept_answers_oldest ON kept_answers (created_at);
CREATE TABLE events (${standard}, type TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX events_newest ON events (created_at, seq);
CREATE INDEX events_type ON events (type, created_at, seq);
CREATE TABLE event_destinations (${standard},
  name TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, events TEXT NOT NULL, config TEXT NOT NULL, secret TEXT);
CREATE TABLE event_deliveries (${standard},
  destination_id TEXT NOT NULL, event_id TEXT NOT NULL, event_type TEXT NOT NULL, status TEXT, attempts INTEGER NOT NULL,
  due_at INTEGER, delivered_at INTEGER);
CREATE INDEX event_deliveries_due ON event_deliveries (destination_id, attempts, due_at, seq) WHERE due_at IS NOT NULL;
CREATE INDEX event_deliveries_newest ON event_deliveries (destination_id, created_at, seq);
CREATE INDEX event_deliveries_age ON event_deliveries (created_at);
`;
