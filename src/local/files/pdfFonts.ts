import type { PdfObject } from "./pdfObjects.ts";

/** The letters of a text as a font writes them. */
export type Decode = (bytes: string) => string;

/** The fonts by the names that pages give them. One name is taken to mean one font in the whole file. */
export function pdfFonts(objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Decode> {
  const fonts = new Map<string, Decode>();
  for (const { head } of objects.values()) {
    for (const [name, number] of namedFonts(head, objects)) {
      const font = objects.get(number);
      if (font) fonts.set(name, decoderOf(font.head, objects));
    }
  }
  return fonts;
}

/** A `/Font` dictionary of a page's resources, written there or in an object of its own. */
function namedFonts(head: string, objects: ReadonlyMap<number, PdfObject>): [name: string, object: number][] {
  const reference = Number(/\/Font\s+(\d+)\s+\d+\s+R/.exec(head)?.[1] ?? Number.NaN);
  const dictionary = /\/Font\s*<<([^>]*)>>/.exec(head)?.[1] ?? objects.get(reference)?.head ?? "";
  return Array.from(dictionary.matchAll(/\/([^\s/<>[\]()]+)\s+(\d+)\s+\d+\s+R/g), ([, name = "", number]) => [name, Number(number)]);
}

function decoderOf(head: string, objects: ReadonlyMap<number, PdfObject>): Decode {
  const map = objects.get(Number(/\/ToUnicode\s+(\d+)/.exec(head)?.[1] ?? Number.NaN))?.stream;
  const isWide = /\/Subtype\s*\/Type0\b/.test(head);
  if (map !== undefined) return mapped(unicodeMap(map), isWide ? 2 : 1);
  // Codes of two bytes say nothing without a map; those of one byte are nearly always the letters of Windows.
  return isWide ? () => "" : bytes => new TextDecoder("windows-1252").decode(Buffer.from(bytes, "latin1"));
}

function mapped(letters: ReadonlyMap<number, string>, width: number): Decode {
  return bytes => {
    let text = "";
    for (let at = 0; at + width <= bytes.length; at += width) {
      const code = width === 1 ? bytes.charCodeAt(at) : bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1);
      text += letters.get(code) ?? "";
    }
    return text;
  };
}

/** The `bfchar` and `bfrange` lines of a character map. */
function unicodeMap(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, lines = ""] of map.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code = "", letter = ""] of lines.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(Number.parseInt(code, 16), fromHex(letter));
  }
  for (const [, lines = ""] of map.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from = "", to = "", start, list] of lines.matchAll(/<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])/g)) {
      const named = Array.from((list ?? "").matchAll(/<(\w+)>/g), ([, hex = ""]) => fromHex(hex));
      const first = Number.parseInt(from, 16);
      const count = Math.min(Number.parseInt(to, 16) - first, 0xffff);
      for (let step = 0; step <= count; step += 1) letters.set(first + step, start === undefined ? (named[step] ?? "") : next(start, step));
    }
  }
  return letters;
}

function next(hex: string, step: number): string {
  return fromHex((Number.parseInt(hex, 16) + step).toString(16).padStart(hex.length, "0"));
}

function fromHex(hex: string): string {
  return Buffer.from(hex.padStart(4, "0"), "hex").swap16().toString("utf16le");
}
