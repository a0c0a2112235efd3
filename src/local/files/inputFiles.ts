import type { Json } from "../../api/schemas/wire.ts";
import { newId } from "../ids.ts";
import { invalid, missing } from "../server/refusal.ts";
import type { Refusal } from "../server/refusal.ts";
import type { StorageRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import { mediaType } from "./names.ts";

/** A file that came with the input of a run; its bytes are kept already. */
export type InputFile = Pick<StorageRow, "id" | "file_name" | "file_type" | "file_size" | "purpose" | "blob">;

/**
 * The input with each file in it, at any depth, replaced by `{ file_name, file_type, storage_id }`. A file is written as
 * `{ file_name, file_type, content }` with its bytes in base64, or as the `{ storage_id }` of one that exists; with
 * `"purpose": "extraction"` it is parsed without an agent.
 */
export function keepFiles(store: Store, input: Json): { readonly input: Json; readonly files: readonly InputFile[] } {
  if (!mayHaveFile(input)) return { input, files: [] };
  const files: InputFile[] = [];
  const replaced = walk(input, "", (value, path) => {
    const file = newFile(store, value, path) ?? knownFile(store, value, path);
    if (!file) return undefined;
    files.push(file);
    return { file_name: file.file_name, file_type: file.file_type, storage_id: file.id };
  });
  return { input: replaced, files };
}

/** Most inputs have none, and a large one should not be written anew for nothing. */
function mayHaveFile(value: Json): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(mayHaveFile);
  return "storage_id" in value || "content" in value || Object.values(value).some(mayHaveFile);
}

type Members = { readonly [name: string]: Json };

function walk(value: Json, path: string, replace: (value: Members, path: string) => Json | undefined): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item, index) => walk(item, below(path, String(index)), replace));
  const replaced = replace(value, path);
  if (replaced !== undefined) return replaced;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, below(path, name), replace)]));
}

function newFile(store: Store, { file_name, file_type, content, purpose }: Members, path: string): InputFile | undefined {
  if (typeof file_name !== "string" || typeof file_type !== "string" || typeof content !== "string") return undefined;
  if (file_name === "") throw missing(below(path, "file_name"));
  if (!mediaType.test(file_type)) throw wrong(path, "file_type", "must be a media type, such as text/csv");
  const bytes = Buffer.from(content, "base64");
  // Node skips what is no base64; what it read must be as long as what was written.
  if (bytes.length !== Math.floor((content.replace(/=+$/, "").length * 3) / 4)) {
    throw wrong(path, "content", "must be base64");
  }
  const file = { file_name: file_name.toWellFormed(), file_type, file_size: bytes.length, blob: store.blobs.write(bytes) };
  return { ...file, id: newId("stor"), purpose: purposeOf(purpose, path) };
}

/** A copy of its own for the run: the first one goes on belonging to the run that brought it. */
function knownFile(store: Store, { storage_id, purpose }: Members, path: string): InputFile | undefined {
  if (typeof storage_id !== "string" || !storage_id.startsWith("stor_")) return undefined;
  const row = store.storage.get(storage_id);
  if (!row) throw wrong(path, "storage_id", "is not the id of a storage item");
  const { file_name, file_type, file_size, blob } = row;
  return { file_name, file_type, file_size, blob, id: newId("stor"), purpose: purposeOf(purpose, path) };
}

function purposeOf(purpose: Json | undefined, path: string): "attachment" | "extraction" {
  if (purpose === undefined || purpose === null || purpose === "attachment") return "attachment";
  if (purpose === "extraction") return "extraction";
  throw wrong(path, "purpose", "must be attachment or extraction");
}

function wrong(path: string, name: string, why: string): Refusal {
  return invalid(below(path, name), `\`${below(path, name)}\` ${why}.`);
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
