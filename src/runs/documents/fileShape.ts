import type { Json } from "../../api/schemas/wire.ts";

/** A file that a person chose, or one that the service has from an earlier run. */
export type ChosenFile =
  | { readonly file_name: string; readonly file_type: string; /** base64 */ readonly content: string }
  | { readonly known: Json };

/** How a schema takes a file. */
export interface FileShape {
  readonly read: (file: ChosenFile) => Json;
}

/** Undefined if the schema does not take a file. How files go into an input is not documented: these are the usual ways to say so. */
export function fileShapeOf(schema: Readonly<Record<string, unknown>>): FileShape | undefined {
  const members = schema["properties"];
  if (isObject(members) && "file_name" in members && ("content" in members || "storage_id" in members)) return wholeFile;
  const isBytes = schema["contentEncoding"] === "base64" || ["binary", "byte", "file"].includes(String(schema["format"]));
  if (!isBytes) return undefined;
  return schema["type"] === "object" ? wholeFile : { read: file => ("known" in file ? file.known : file.content) };
}

/** As Local Deck reads it; of a file of an earlier run the id is enough. */
const wholeFile: FileShape = {
  read: file => ("known" in file ? knownFile(file.known) : { file_name: file.file_name, file_type: file.file_type, content: file.content }),
};

function knownFile(value: Json): Json {
  return isObject(value) && typeof value["storage_id"] === "string" ? { storage_id: value["storage_id"] } : value;
}

const types: Readonly<Record<string, string>> = {
  csv: "text/csv",
  gif: "image/gif",
  htm: "text/html",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xml: "application/xml",
  zip: "application/zip",
};

export function mediaTypeOf(fileName: string): string {
  return types[fileName.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

function isObject(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
