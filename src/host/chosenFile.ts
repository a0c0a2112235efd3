import { basename } from "node:path/posix";
import * as vscode from "vscode";
import { type ChosenFile, mediaTypeOf } from "../runs/documents/fileShape.ts";

/** Twice this in base64 must go into one request. */
const maxMegabytes = 20;

/** A file as it goes into an input. Throws a sentence if it is too large. */
export async function readChosenFile(uri: vscode.Uri): Promise<ChosenFile> {
  const file_name = basename(uri.path);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > maxMegabytes * 1_000_000) throw new Error(`${file_name} is larger than ${maxMegabytes} MB. Choose a smaller file.`);
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { file_name, file_type: mediaTypeOf(file_name), content: Buffer.from(bytes).toString("base64") };
}
