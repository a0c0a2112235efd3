import { inflateSync } from "node:zlib";

/** One stream may not grow beyond this: a small file can hold a large one. */
const maxInflatedBytes = 30_000_000;

export interface PdfObject {
  /** The text between `obj` and `endobj`, or its stream; bytes as letters. */
  readonly head: string;
  readonly stream: string | undefined;
}

/**
 * The objects of a PDF by their numbers, found by their marks and not by the table at the end, so that damaged ones are
 * read too. Streams are inflated; other filters, and encrypted files, are not read.
 */
export function pdfObjects(bytes: Buffer): ReadonlyMap<number, PdfObject> {
  const text = bytes.toString("latin1");
  if (!text.includes("%PDF-")) throw new Error("it is not a PDF");
  if (/\/Encrypt\s+\d/.test(text)) throw new Error("it is encrypted");
  const objects = new Map<number, PdfObject>();
  const begin = /(\d+)\s+\d+\s+obj\b/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const object = objectAt(text, begin.lastIndex);
    objects.set(Number(found[1]), object);
    begin.lastIndex = object.end;
  }
  const packs = Array.from(objects.values()).filter(({ head }) => /\/Type\s*\/ObjStm\b/.test(head));
  return new Map([...objects, ...packs.flatMap(packed)]);
}

function objectAt(text: string, start: number): PdfObject & { readonly end: number } {
  const end = positionOf(text, "endobj", start);
  const streamAt = text.indexOf("stream", start);
  if (streamAt === -1 || streamAt > end) return { head: text.slice(start, end), stream: undefined, end };
  const head = text.slice(start, streamAt);
  const first = streamAt + (text.startsWith("\r\n", streamAt + 6) ? 8 : 7);
  const told = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1] ?? Number.NaN);
  // Where the length is written elsewhere, or wrong, the end is looked for.
  const isTold = /^\s*endstream/.test(text.slice(first + told, first + told + 20));
  const last = isTold ? first + told : positionOf(text, "endstream", first);
  return { head, stream: inflated(head, text.slice(first, last)), end: positionOf(text, "endobj", last) };
}

function positionOf(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start);
  return at === -1 ? text.length : at;
}

function inflated(head: string, stream: string): string | undefined {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(head)?.[1];
  if (filters === undefined) return stream;
  if (filters.replaceAll(/[[\]\s]/g, "") !== "/FlateDecode") return undefined;
  try {
    return inflateSync(Buffer.from(stream, "latin1"), { maxOutputLength: maxInflatedBytes }).toString("latin1");
  } catch {
    return undefined;
  }
}

/** The objects of an object stream: pairs of number and place, then the objects. */
function packed({ head, stream = "" }: PdfObject): [number, PdfObject][] {
  const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? 0);
  const numbers = stream.slice(0, first).trim().split(/\s+/).map(Number);
  const pairs = numbers.flatMap((number, index) => (index % 2 === 0 ? [[number, numbers[index + 1] ?? 0] as const] : []));
  return pairs.map(([number, at], index) => [
    number,
    { head: stream.slice(first + at, first + (pairs[index + 1]?.[1] ?? stream.length)), stream: undefined },
  ]);
}
