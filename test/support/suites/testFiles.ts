import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

/** The files under a folder that end in `ending`; where words are given, those that have one of them in their path from the folder's own name on. */
export async function testFiles(folder: string, ending: string, words: readonly string[]): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith(ending));
  const wanted = files.filter(file => words.length === 0 || words.some(word => join(basename(folder), file).includes(word)));
  return wanted.toSorted().map(file => join(folder, file));
}
