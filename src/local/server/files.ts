import type { Context } from "hono";
import type { ScreenshotRow, StorageRow } from "../store/rows.ts";
import type { Deck } from "./deck.ts";
import { notFound, Refusal } from "./refusal.ts";

/** Where the bytes of a screenshot or a file are for the next minutes. */
export function fileUrl({ signer }: Deck, origin: string, row: ScreenshotRow | StorageRow): string {
  return signer.sign(origin, `/files/${row.id}/${encodeURIComponent(row.file_name)}`);
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
  return context.body(new Uint8Array(store.blobs.read(row.blob)), 200, {
    "Content-Type": row.file_type,
    "Content-Disposition": `${id.startsWith("stor_") ? "attachment" : "inline"}; filename*=UTF-8''${encodeURIComponent(row.file_name)}`,
    "Cache-Control": "private, max-age=900",
    // Opened by itself in a browser, a captured page or drawing may not run anything.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    "X-Content-Type-Options": "nosniff",
  });
}
