import { isUtf8 } from "node:buffer";
import { readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import type { Blobs } from "../store/blobs.ts";
import { refuseTooDeepBody } from "../depth.ts";
import { malformedJson } from "./parse.ts";
import { Refusal } from "./refusal.ts";

/** A body that has come as a whole. A large one is kept in a file until it is disposed. */
export interface ReceivedJson extends Disposable {
  readonly body: unknown;
  readonly file: string | undefined;
}

export const usualBodyBytes = 16_000_000;
/** Of a call with the input of a run: 100 MB, counted either way, and what is around it. */
export const inputBodyBytes = 105_000_000;
/** Larger bodies wait for their end on the disk, so that slow senders take no memory. */
const bytesInMemory = 1_000_000;

/** Nothing at all counts as an empty object: what is missing is named by the schema. */
export async function receiveJson(request: Request, limit: number, blobs: Blobs): Promise<ReceivedJson> {
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge(limit);
  const file = blobs.unfinishedPath();
  const remove = (): void => rmSync(file, { force: true });
  try {
    const received = await collect(request, limit, file);
    const body = parsed(received ? received.toString("utf8") : readFileSync(file, "utf8"), () => received ?? readFileSync(file));
    refuseTooDeepBody(body);
    return { body, file: received ? undefined : file, [Symbol.dispose]: remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The bytes, or nothing where they have become too many and lie in the file. Counts what comes, whatever the headers say. */
async function collect(request: Request, limit: number, path: string): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
      if (size <= bytesInMemory) continue;
      file ??= await open(path, "wx", 0o600);
      for (const part of chunks.splice(0)) await file.writeFile(part);
    }
  } finally {
    await file?.close();
  }
  return file ? undefined : Buffer.concat(chunks);
}

/** `bytes` are read again only where the text has the sign for what is no UTF-8: a large body is not held twice. */
function parsed(text: string, bytes: () => Buffer): unknown {
  if (text.includes("\ufffd") && !isUtf8(bytes())) throw malformedJson(new Error("It is not UTF-8."));
  try {
    // JavaScript counts the byte order mark, which some editors write, as a blank; JSON does not.
    return /^\s*$/.test(text) ? {} : JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch (cause) {
    throw malformedJson(cause);
  }
}

function tooLarge(limit: number): Refusal {
  const message = `The body is larger than ${limit / 1_000_000} MB.`;
  return new Refusal(413, { type: "request", code: "body_too_large", message });
}
