import { pdfFonts } from "./pdfFonts.ts";
import type { Decode } from "./pdfFonts.ts";
import { pdfObjects } from "./pdfObjects.ts";

/** Strings, arrays, names, numbers and operators of a page's instructions. */
const token = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s/<>[\]()]+|-?\d*\.?\d+|[A-Za-z'"*]+/g;
/** In thousandths of the letters' size: a wider gap is a blank. */
const blankWidth = 200;
/** In sizes of the letters: no single letter is wider. */
const letterWidth = 1.1;
const asWritten: Decode = bytes => bytes;

/**
 * The text of a PDF in the order in which it is drawn, a line for each line of text. Modest: it reads uncompressed and
 * deflated files with fonts that name their letters, and knows nothing of columns, forms or pictures of text.
 */
export function pdfText(bytes: Buffer): string {
  const objects = pdfObjects(bytes);
  const fonts = pdfFonts(objects);
  const pages = [...objects.values()].flatMap(({ head, stream }) => {
    const isPage = stream !== undefined && !/\/(?:Type|Subtype|FontFile\d?|FunctionType)\b(?!\s*\/Form)/.test(head);
    return isPage && /\bBT\b/.test(stream) ? [drawnText(stream, fonts)] : [];
  });
  return pages.filter(page => page !== "").join("\n\n");
}

function drawnText(stream: string, fonts: ReadonlyMap<string, Decode>): string {
  const lines = new Lines();
  let decode = asWritten;
  let operands: string[] = [];
  for (const [word] of stream.matchAll(token)) {
    if (!/^[A-Za-z'"*]/.test(word)) {
      operands.push(word);
      continue;
    }
    if (word === "Tf") decode = fonts.get(operands.at(-2)?.slice(1) ?? "") ?? decode;
    lines.take(word, operands, decode);
    operands = [];
  }
  return lines.text;
}

/**
 * Puts shown texts together: a new line where the writing moves up or down, a blank where it moves on after a word.
 * Some programs place every letter by itself, so a move after a single letter is a blank only if it is a wide one.
 */
class Lines {
  private written = "";
  private at = { x: 0, y: 0 };
  private scale = 1;
  private size = 1;
  /** Letters since the last move; one that stands for two, such as fi, is one. */
  private shown = 0;

  get text(): string {
    return this.written.replaceAll(/[ \t]+/g, " ").replaceAll(/ ?\n ?/g, "\n").trim();
  }

  take(operator: string, operands: readonly string[], decode: Decode): void {
    const number = (index: number): number => Number(operands.at(index) ?? 0);
    if (operator === "Tf") this.size = Math.abs(number(-1)) || 1;
    else if (operator === "Tm") this.placeAt({ x: number(-2), y: number(-1) }, Math.abs(number(-6)) || 1);
    else if (operator === "Td" || operator === "TD") this.moveBy(number(-2), number(-1));
    else if (operator === "T*" || operator === "'" || operator === '"') this.written += "\n";
    if (operator === "Tj" || operator === "TJ" || operator === "'" || operator === '"') this.show(operands, decode);
  }

  private placeAt({ x, y }: { x: number; y: number }, scale: number): void {
    this.scale = scale;
    this.moveBy((x - this.at.x) / scale, (y - this.at.y) / scale);
    this.at = { x, y };
  }

  private moveBy(x: number, y: number): void {
    const isBlank = this.shown > 1 || Math.abs(x) > this.size * letterWidth;
    if (y !== 0) this.written += "\n";
    else if (isBlank) this.written += " ";
    this.at = { x: this.at.x + x * this.scale, y: this.at.y + y * this.scale };
    this.shown = 0;
  }

  private show(operands: readonly string[], decode: Decode): void {
    for (const operand of operands) {
      if (operand.startsWith("(") || operand.startsWith("<")) this.add(bytesOf(operand), decode);
      else if (Number(operand) < -blankWidth) this.written += " ";
    }
  }

  private add(bytes: string, decode: Decode): void {
    const text = decode(bytes);
    this.written += text;
    this.shown += bytes.length <= 2 ? 1 : text.length;
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function bytesOf(operand: string): string {
  if (operand.startsWith("<")) return Buffer.from(operand.slice(1, -1).replaceAll(/\s/g, ""), "hex").toString("latin1");
  return operand.slice(1, -1).replaceAll(/\\(\d{1,3}|\r\n|[\s\S])/g, (_, escaped: string) => {
    if (/^\d/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) % 256);
    return /^\s/.test(escaped) ? "" : (escapes[escaped] ?? escaped);
  });
}
