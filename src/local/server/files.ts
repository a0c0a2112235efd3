import { createReadStream } from "node:fs";
import type { Context } from "hono";
import { contentDisposition, safeName } from "../files/names.ts";
import type { ScreenshotRow, StorageRow } from "../store/rows.ts";
import { byteRange } from "./byteRange.ts";
import type { ByteRange } from "./byteRange.ts";
import type { Deck } from "./deck.ts";
import { missingFile, notFound, Refusal } from "./refusal.ts";

/** Where the bytes of a screenshot or a file are for the next minutes; null where they have gone missing. */
export function fileUrl({ signer, store }: Deck, origin: string, row: ScreenshotRow | StorageRow): string | null {
  if (store.blobs.sizeOf(row.blob) === undefined) return null;
  return signer.sign(origin, `/files/${row.id}/${encodeURIComponent(safeName(row.file_name))}`);
}

/** The signature is all that is asked for; the file is found by its row, never by the path. */
export function serveFile(context: Context, { store, signer }: Deck): Response {
  const { expires = "", signature = "" } = context.req.query();
  if (!signer.isValid(new URL(context.req.url).pathname, expires, signature)) {
    throw new Refusal(403, { type: "request", code: "url_expired", message: "The URL is not valid, or no longer; get a new one." });
  }
  const id = context.req.param("id") ?? "";
  const row = store.screenshots.get(id) ?? store.storage.get(id);
  if (!row) throw notFound("storage", id);
  const size = store.blobs.sizeOf(row.blob);
  if (size === undefined) throw missingFile();
  return fileResponse(context, row, { path: store.blobs.pathOf(row.blob), size });
}

function fileResponse(context: Context, row: ScreenshotRow | StorageRow, file: { path: string; size: number }): Response {
  const etag = `"${row.blob}"`;
  const { range, "if-range": ifRange = etag } = context.req.header();
  const part = ifRange === etag ? byteRange(range, file.size) : "whole";
  const headers = { ...headersOf(row), ETag: etag };
  if (part === "unsatisfiable") return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${file.size}` } });
  const { start, end } = part === "whole" ? { start: 0, end: file.size - 1 } : part;
  const body = context.req.method === "HEAD" ? null : ReadableStream.from(bytesOf(file.path, { start, end }));
  return new Response(body, {
    status: part === "whole" ? 200 : 206,
    headers: {
      ...headers,
      "Content-Length": String(end - start + 1),
      ...(part !== "whole" && { "Content-Range": `bytes ${start}-${end}/${file.size}` }),
    },
  });
}

function headersOf(row: ScreenshotRow | StorageRow) {
  return {
    "Content-Type": row.file_type,
    "Content-Disposition": contentDisposition(row.id.startsWith("stor_") ? "attachment" : "inline", row.file_name),
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=900",
    // Opened by itself in a browser, a captured page or drawing may not run anything.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    "X-Content-Type-Options": "nosniff",
  };
}

/** Opened only when the first byte is asked for, closed when the reader goes away. */
async function* bytesOf(path: string, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
  if (end >= start) yield* createReadStream(path, { start, end, highWaterMark: 256 * 1024 });
}
