import type { Json } from "../../api/schemas/wire.ts";
import { fileName } from "../documents/fileNames.ts";

/** How the names of scenarios end. */
export const scenarioEnding = ".scenario.json";

/** Inside the folder of the scenario, as Local Deck wants it: what else is named is not taken along. */
const inside = /^[\w-][\w .-]*(?:\/[\w-][\w .-]*)*$/;

/** What may be wrong with it is said by Local Deck, whose format it is; undefined where it is nothing with a name. */
export function scenarioName(scenario: Json): string | undefined {
  const name = typeof scenario === "object" && scenario !== null && !Array.isArray(scenario) ? scenario["name"] : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** The same scenario under another name; undefined where it brings no task along, which that name could be of. */
export function renamed(scenario: Json, name: string): Json | undefined {
  if (typeof scenario !== "object" || scenario === null || Array.isArray(scenario) || scenario["task"] === undefined) return undefined;
  return { ...scenario, name };
}

/** "Bill (2)". */
export function freeName(name: string, taken: readonly string[]): string {
  for (let count = 2; ; count += 1) if (!taken.includes(`${name} (${count})`)) return `${name} (${count})`;
}

/** The pictures and files that its steps name, each once. */
export function filesOfScenario(scenario: Json): string[] {
  const found = new Set<string>();
  withFileNames(scenario, file => {
    found.add(file);
    return file;
  });
  return [...found].filter(file => inside.test(file));
}

/** The same scenario, with other names for the files of its steps. */
export function withFileNames(scenario: Json, rename: (file: string) => string): Json {
  if (typeof scenario !== "object" || scenario === null) return scenario;
  if (Array.isArray(scenario)) return scenario.map(each => withFileNames(each, rename));
  const hasFile = typeof scenario["step"] === "string";
  const members = Object.entries(scenario).map(([name, member]) => [name, hasFile && name === "file" && typeof member === "string" ? rename(member) : withFileNames(member, rename)]);
  return Object.fromEntries(members);
}

/** Scenarios name their files by plain letters only. */
export function assetName(wanted: string): string {
  const plain = fileName(wanted).normalize("NFKD").replaceAll(/[^\w .-]/g, "_");
  return /^[\w-]/.test(plain) ? plain : `_${plain}`;
}
