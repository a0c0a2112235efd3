import { fileName } from "./fileNames.ts";

/** What a path of the `deck:` file system leads to. */
export type DocumentPlace =
  | { readonly kind: "root" }
  | { readonly kind: "profile"; readonly profile: string }
  /** `path` is that of a document or folder of the run; of the run itself it is "". */
  | { readonly kind: "run"; readonly profile: string; readonly run: string; readonly path: string }
  | { readonly kind: "tasks"; readonly profile: string }
  | { readonly kind: "task"; readonly profile: string; readonly task: string };

/** What comparisons read. It is there, but in no list: everything would be there twice. */
export const comparableFolder = "comparable";
const tasksFolder = "tasks";
const definitionEnding = ".json";

/** The editor's preview of pictures reads them with such a query, to be given the newest. */
const previewQuery = /^version=\d/;

/** Undefined for what cannot be there. A query names the run of a document that is compared. */
export function placeOf(path: string, asked = ""): DocumentPlace | undefined {
  const query = previewQuery.test(asked) ? "" : asked;
  const [profile, second, ...rest] = path.split("/").filter(part => part !== "");
  if (profile === undefined) return { kind: "root" };
  if (query !== "") return { kind: "run", profile: unsafe(profile), run: query, path: [comparableFolder, ...rest].join("/") };
  if (second === undefined) return { kind: "profile", profile: unsafe(profile) };
  if (second !== tasksFolder) return { kind: "run", profile: unsafe(profile), run: unsafe(second), path: rest.join("/") };
  const [file, ...further] = rest;
  if (file === undefined) return { kind: "tasks", profile: unsafe(profile) };
  if (!file.endsWith(definitionEnding) || further.length > 0) return undefined;
  return { kind: "task", profile: unsafe(profile), task: unsafe(file.slice(0, -definitionEnding.length)) };
}

/** Without a document it is the path of the run's folder. */
export function runPath(profile: string, run: string, document = ""): string {
  return `/${safe(profile)}/${safe(run)}${document === "" ? "" : `/${document}`}`;
}

/**
 * Two documents that are compared have the same path, or the editor takes one for the other under a new name; in place of a
 * run the path has what tells people of both.
 */
export function comparedPath(profile: string, runs: string, document: string): string {
  return `/${safe(profile)}/${fileName(runs)}/${document}`;
}

export function taskPath(profile: string, task: string): string {
  return `/${safe(profile)}/${tasksFolder}/${safe(task)}${definitionEnding}`;
}

/** Ids come from a server: whatever is in them, they are one step of the path. */
function safe(id: string): string {
  const encoded = encodeURIComponent(id.toWellFormed());
  return /^\.+$/.test(encoded) ? encoded.replaceAll(".", "%2E") : encoded;
}

function unsafe(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
