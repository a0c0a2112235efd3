import { runtimeOf } from "../engine/runtime.ts";
import type { Deck } from "../server/deck.ts";
import { fileUrl } from "../server/files.ts";
import type { RunRow, ScreenshotRow, StorageRow } from "../store/rows.ts";
import { iso, times } from "./times.ts";

export type RunSection = "input" | "storage" | "artifacts" | "screenshots";

/** What every answer about a run has. */
export function writtenRun(row: RunRow) {
  const { id, status, result, task_id, credential_id, session_id, agent_id, source_id } = row;
  const { output, errors, interaction } = row;
  return {
    id,
    object: "task_run" as const,
    status,
    result,
    task_id,
    credential_id,
    session_id,
    agent_id,
    source_id,
    runtime_ms: runtimeOf(row),
    output,
    errors,
    interaction,
    ...times(row),
  };
}

/** In a list: one output that is missing does not take the others away. */
export function listedRun(row: RunRow) {
  return { ...writtenRun(row), output: row.output?.isMissing ? null : row.output };
}

/** Sections that were not asked for are absent, not null. */
export function runSections(deck: Deck, row: RunRow, include: ReadonlySet<RunSection>, origin: string) {
  const { screenshots, storage } = deck.store;
  const inOrder = "WHERE run_id = ? ORDER BY created_at, seq";
  const isOlder = include.has("screenshots");
  const shots =
    isOlder || include.has("artifacts") ? screenshots.select(inOrder, [row.id]).map(shot => writtenScreenshot(deck, shot, origin)) : undefined;
  return {
    ...(include.has("input") && { input: row.input, ...(row.tokenized && { tokenized: row.tokenized }) }),
    ...(include.has("storage") && {
      storage: storage.select(inOrder, [row.id]).map(file => writtenFile(deck, file, origin)),
    }),
    // Who asks in the older word may read either place.
    ...(shots && { artifacts: { screenshots: shots }, ...(isOlder && { screenshots: shots }) }),
  };
}

/** All that any version of the documents shows, so that no client misses anything. */
export function writtenFile(deck: Deck, row: StorageRow, origin: string) {
  const { id, file_name, file_type, file_size, purpose, extraction, result, run_id } = row;
  const created_at = iso(row.created_at);
  return {
    id,
    object: "storage" as const,
    file_name,
    file_type,
    file_size,
    purpose,
    url: fileUrl(deck, origin, row),
    extraction: extraction?.isMissing ? null : extraction,
    task_run_id: run_id,
    metadata: null,
    result,
    fetch_date: created_at,
    created_at,
  };
}

export function writtenScreenshot(deck: Deck, row: ScreenshotRow, origin: string) {
  const { file_name, file_type, file_size, reasoning } = row;
  const url = fileUrl(deck, origin, row);
  return { file_name, file_type, file_size, url, reasoning, created_at: iso(row.created_at) };
}
