import { readdir, readFile } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import { root } from "../support/paths.ts";

export interface Source {
  /** Below src/, with slashes. */
  path: string;
  text: string;
  imports: readonly Import[];
}

export interface Import {
  /** What stands in quotes, or the path below src/ if it is one of our files. */
  target: string;
  /** What is between `import` and `from`; empty for a dynamic import and for one without names. */
  clause: string;
}

/** Every TypeScript file of src/, read once for the tests about how the code is laid out. */
export async function sources(): Promise<Source[]> {
  const folder = join(root, "src");
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith(".ts"));
  return Promise.all(
    files.toSorted().map(async file => sourceOf(file.split(sep).join("/"), await readFile(join(folder, file), "utf8"))),
  );
}

export function sourceOf(path: string, text: string): Source {
  return { path, text, imports: importsIn(text).map(found => ({ ...found, target: resolved(path, found.target) })) };
}

const statement = /^(?:import|export)\s+([^;"'=(]*?)\s*from\s*["']([^"']+)["']/gm;
const bare = /^import\s*["']([^"']+)["']/gm;
const dynamic = /\b(?:import|require)\(\s*["']([^"']+)["']/g;

function importsIn(text: string): Import[] {
  return [
    ...Array.from(text.matchAll(statement), ([, clause = "", target = ""]) => ({ clause, target })),
    ...[bare, dynamic].flatMap(form => Array.from(text.matchAll(form), ([, target = ""]) => ({ clause: "", target }))),
  ];
}

function resolved(path: string, target: string): string {
  return target.startsWith(".") ? posix.join(posix.dirname(path), target) : target;
}
