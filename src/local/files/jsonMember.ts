import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { Blobs } from "../store/blobs.ts";

const chunkBytes = 1_000_000;
const quote = 0x22;
const backslash = 0x5c;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const comma = 0x2c;
const colon = 0x3a;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Copies a member of the object in a file of valid JSON, as it is written there, into a file of its own: a large value
 * need not become text again. Undefined where the object has no such member.
 */
export function keepMember(path: string, name: string, blobs: Blobs): string | undefined {
  const file = openSync(path, "r");
  try {
    const finder = new MemberFinder(name);
    for (const { bytes, at } of chunksOf(file, { start: 0, end: Infinity })) finder.read(bytes, at);
    return finder.found && copy(file, finder.found, blobs);
  } finally {
    closeSync(file);
  }
}

function copy(from: number, span: Span, blobs: Blobs): string {
  const path = blobs.unfinishedPath();
  const to = openSync(path, "wx", 0o600);
  const hash = createHash("sha256");
  try {
    for (const { bytes } of chunksOf(from, span)) {
      hash.update(bytes);
      for (let done = 0; done < bytes.length; ) done += writeSync(to, bytes, done);
    }
  } finally {
    closeSync(to);
  }
  return blobs.adopt(path, hash.digest("hex"));
}

/** Each chunk is valid until the next one is asked for. */
function* chunksOf(file: number, { start, end }: Span): Generator<{ bytes: Buffer; at: number }> {
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = start; at < end; ) {
    const count = readSync(file, buffer, 0, Math.min(chunkBytes, end - at), at);
    if (count === 0) return;
    yield { bytes: buffer.subarray(0, count), at };
    at += count;
  }
}

/** Walks over the bytes of an object; the last member of a name counts, as for `JSON.parse`. */
class MemberFinder {
  found: Span | undefined;
  private readonly name: string;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** The bytes of the member name that is being read, or was read last. */
  private key: number[] = [];
  private isKey = true;
  private start = -1;
  private end = -1;

  constructor(name: string) {
    this.name = name;
  }

  read(bytes: Buffer, at: number): void {
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      if (this.isInString) this.readText(byte, at + index);
      else if (!isBlank(byte)) this.readMark(byte, at + index);
    }
  }

  private readText(byte: number, at: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === backslash) this.isEscaped = true;
    else if (byte === quote) this.isInString = false;
    if (this.depth !== 1) return;
    if (this.isKey && this.isInString) this.key.push(byte);
    else this.end = at + 1;
  }

  private readMark(byte: number, at: number): void {
    if (this.depth === 1 && (byte === comma || isClosing(byte))) this.endMember();
    else if (this.depth === 1 && byte === colon && this.isKey) {
      this.isKey = false;
      this.start = -1;
    } else {
      if (this.start === -1) this.start = at;
      this.end = at + 1;
    }
    if (byte === quote) this.isInString = true;
    if (isOpening(byte)) this.depth += 1;
    else if (isClosing(byte)) this.depth -= 1;
    if (this.depth === 1 && isClosing(byte)) this.end = at + 1;
  }

  private endMember(): void {
    if (!this.isKey && JSON.parse(`"${Buffer.from(this.key).toString("utf8")}"`) === this.name) this.found = { start: this.start, end: this.end };
    this.key = [];
    this.isKey = true;
  }
}
