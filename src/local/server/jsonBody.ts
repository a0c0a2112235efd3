import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { Payload } from "../store/payload.ts";
import type { Blobs } from "../store/blobs.ts";
import { missingFile } from "./refusal.ts";

type Piece = string | { readonly path: string; readonly size: number };

/** An answer as JSON text. Payloads that lie in files are streamed from there as they are, never parsed. */
export function jsonResponse(reply: object, status: number, blobs: Blobs): Response {
  const pieces = piecesOf(reply, blobs);
  const [only] = pieces;
  const body = pieces.length === 1 && typeof only === "string" ? only : ReadableStream.from(bytesOf(pieces));
  const size = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? Buffer.byteLength(piece) : piece.size), 0);
  return new Response(body, { status, headers: { "Content-Type": "application/json", "Content-Length": String(size) } });
}

/** All of it, payloads from files too: for small answers. */
export function jsonText(reply: object): string {
  return JSON.stringify(reply, (_, value: unknown) => (value instanceof Payload ? value.read() : value));
}

function piecesOf(reply: object, blobs: Blobs): Piece[] {
  const files: Piece[] = [];
  // Nobody can know it beforehand, so it stands in no text of a client.
  const mark = randomUUID();
  const text = JSON.stringify(reply, (_, value: unknown) => {
    if (!(value instanceof Payload)) return value;
    if (value.blob === undefined) return value.read();
    files.push(fileOf(value.blob, blobs));
    return mark;
  });
  return text.split(`"${mark}"`).flatMap((part, index) => [...files.slice(index - 1, index), part]);
}

function fileOf(name: string, blobs: Blobs): Piece {
  const size = blobs.sizeOf(name);
  if (size === undefined) throw missingFile();
  return { path: blobs.pathOf(name), size };
}

async function* bytesOf(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (typeof piece === "string") yield Buffer.from(piece);
    else yield* createReadStream(piece.path, { highWaterMark: 256 * 1024 });
  }
}
