import { extname } from "node:path";
import type { Json, JsonSchema } from "../../api/schemas/wire.ts";
import { messageOf } from "../../base/errors.ts";
import { checkInput } from "../inputCheck.ts";
import { shaped } from "./shape.ts";

export interface ReadableFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly type: string;
}

export type Extracted =
  | { readonly result: "success"; readonly extraction: Json }
  | { readonly result: "failure"; readonly why: string };

/** Beyond this, what is parsed would need too much memory. */
const maxBytes = 20_000_000;

/** What is in a file, as JSON; in the form of the schema as far as names and types tell. Never throws. */
export async function extract(file: ReadableFile, schema: JsonSchema | null): Promise<Extracted> {
  try {
    if (file.bytes.byteLength > maxBytes) return { result: "failure", why: `it is larger than ${maxBytes / 1_000_000} MB` };
    const content = await contentOf(file);
    if (schema === null) return { result: "success", extraction: content };
    const extraction = shaped(content, schema);
    const refusal = await checkInput(schema, extraction);
    return refusal ? { result: "failure", why: `it does not fit the extraction_schema. ${refusal.message}` } : { result: "success", extraction };
  } catch (error) {
    return { result: "failure", why: messageOf(error) };
  }
}

/** Rows of a table as objects, JSON as it is, and of everything else that is text, its text. */
async function contentOf({ bytes, name, type }: ReadableFile): Promise<Json> {
  const extension = extname(name).toLowerCase();
  const media = type.toLowerCase();
  if (media === "application/pdf" || extension === ".pdf") return { text: await pdfTextOf(bytes) };
  if (/[/+]json$/.test(media) || extension === ".json") return JSON.parse(textOf(bytes));
  if (/csv|tab-separated/.test(media) || extension === ".csv" || extension === ".tsv") {
    return (await import("./csvRows.ts")).csvRows(textOf(bytes));
  }
  if (media.startsWith("text/")) return { text: textOf(bytes) };
  throw new Error(`nothing here reads files of the type ${type}`);
}

/** A damaged PDF is read as far as it goes, which may be nowhere. */
async function pdfTextOf(bytes: Uint8Array): Promise<string> {
  const { pdfText } = await import("./pdfText.ts");
  const text = pdfText(Buffer.from(bytes));
  if (text === "") throw new Error("the PDF is damaged, or has no text that could be read");
  return text;
}

/** UTF-8 where it is that, else the encoding of old Windows programs. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
