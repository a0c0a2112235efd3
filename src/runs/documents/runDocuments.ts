import type { Run } from "../../api/schemas/run.ts";
import { memberTexts } from "../../base/jsonMembers.ts";
import { idTail } from "../runLine.ts";
import { isTooLargeToSort } from "./comparableJson.ts";
import { comparableFolder } from "./documentPlace.ts";
import { fileNames, frameNames } from "./fileNames.ts";

/** A document of a run, by its path below the run: what it is made from. */
export type RunDocument =
  /** A part of the answer as it came, or all of it. */
  | { readonly kind: "json"; readonly text: string }
  /** A part of the answer as comparisons want it; empty where the answer has none. */
  | { readonly kind: "comparable"; readonly text: string }
  | { readonly kind: "errors" }
  | { readonly kind: "timeline" }
  /** Names of the parts that are too large to be sorted for a comparison. */
  | { readonly kind: "timing"; readonly unsorted: readonly string[] }
  | { readonly kind: "file"; readonly id: string; readonly bytes: number }
  | { readonly kind: "frame"; readonly index: number; readonly bytes: number };

/** The texts in which two runs are compared, in the order in which they are shown. */
export const comparedTexts: readonly string[] = ["output.json", "input.json", "errors.json", "timing.md"];
/** What the editor calls a comparison of pictures is made of their names. */
export const lastFrameStem = "last screenshot";

/** All documents of a run, of which `text` is the answer it was read from. A section that the answer lacks has none. */
export function documentsOf(run: Run, text: string): ReadonlyMap<string, RunDocument> {
  const members = memberTexts(text, ["output", "input", "errors"]);
  const section = (name: string): [string, RunDocument][] => {
    const member = members.get(name);
    return member === undefined ? [] : [[`${name}.json`, { kind: "json", text: member }]];
  };
  const compared = (name: string): [string, RunDocument] => [`${comparableFolder}/${name}.json`, { kind: "comparable", text: members.get(name) ?? "" }];
  return new Map<string, RunDocument>([
    ...section("output"),
    ...section("input"),
    ["errors.md", { kind: "errors" }],
    ["timeline.md", { kind: "timeline" }],
    ["run.json", { kind: "json", text }],
    ...fileDocuments(run),
    ...frameDocuments(run),
    compared("output"),
    compared("input"),
    compared("errors"),
    [`${comparableFolder}/timing.md`, { kind: "timing", unsorted: [...members].flatMap(([name, member]) => (isTooLargeToSort(member) ? [name] : [])) }],
  ]);
}

function fileDocuments({ storage }: Run): [string, RunDocument][] {
  const files = storage ?? [];
  const names = fileNames(files.map(({ file_name }) => file_name));
  return files.map(({ id, file_size }, index) => [`files/${names[index] ?? id}`, { kind: "file", id, bytes: file_size }]);
}

function frameDocuments({ id, artifacts }: Run): [string, RunDocument][] {
  const frames = artifacts?.screenshots ?? [];
  const named = frameNames(frames.map(({ file_type }) => file_type)).map((name, index): [string, RunDocument] => {
    return [`frames/${name}`, { kind: "frame", index, bytes: frames[index]?.file_size ?? 0 }];
  });
  const last = named.at(-1);
  if (!last) return [];
  const [path, frame] = last;
  return [...named, [`${comparableFolder}/${lastFrameStem} ${idTail(id).replaceAll(/[^\w-]/g, "_")}${path.slice(path.lastIndexOf("."))}`, frame]];
}

export interface Listed {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What stands directly in a folder of the run; the run's own is "". Undefined if there is no such folder. */
export function listingOf(documents: ReadonlyMap<string, RunDocument>, folder: string): readonly Listed[] | undefined {
  const inside = folder === "" ? "" : `${folder}/`;
  const names = new Map<string, Listed>();
  for (const path of documents.keys()) {
    if (!path.startsWith(inside)) continue;
    const [name = "", ...further] = path.slice(inside.length).split("/");
    if (folder !== "" || name !== comparableFolder) names.set(name, { name, isFolder: further.length > 0 });
  }
  return names.size > 0 ? [...names.values()] : undefined;
}

/** What is in one listing of a run and not in the other, as paths below the run; folders too. */
export function pathsOnlyIn(documents: ReadonlyMap<string, RunDocument>, other: ReadonlyMap<string, RunDocument>): string[] {
  const others = new Set(pathsOf(other));
  return [...new Set(pathsOf(documents))].filter(path => !others.has(path));
}

function pathsOf(documents: ReadonlyMap<string, RunDocument>): string[] {
  return [...documents.keys()].flatMap(path => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (folder === comparableFolder) return [];
    return folder === "" ? [path] : [folder, path];
  });
}
